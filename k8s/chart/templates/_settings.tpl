{{/* Not empty with dynamic membership. */}}
{{- define "zookeeper.dynamic" -}}
{{- if eq .Values.membership "dynamic" }}true{{ end -}}
{{- end -}}

{{/* What starts a rolling update when it changes. With dynamic membership another replicaCount only scales. */}}
{{- define "zookeeper.settings.restarting" -}}
{{- $settings := include "zookeeper.settings" . -}}
{{- if include "zookeeper.dynamic" . }}{{ $settings = regexReplaceAll "(?m)^ZK_REPLICAS: .*$" $settings "" }}{{ end -}}
{{- $settings -}}
{{- end -}}

{{/* The ConfigMap's content. The pods have a checksum of it as an annotation, so a change starts a rolling update. */}}
{{- define "zookeeper.settings" -}}
ZK_REPLICAS: {{ .Values.replicaCount | quote }}
{{- if include "zookeeper.dynamic" . }}
ZK_MEMBERSHIP: dynamic
{{- end }}
{{- with .Values.participants }}
ZK_PARTICIPANTS: {{ . | quote }}
{{- end }}
ZK_MYID_OFFSET: {{ .Values.minServerId | quote }}
ZK_POD_MANAGEMENT: {{ .Values.podManagementPolicy }}
ZK_GRACE_PERIOD: {{ .Values.terminationGracePeriodSeconds }}s
ZK_CLIENT_PORT: {{ .Values.containerPorts.client | quote }}
ZK_SERVER_PORT: {{ .Values.containerPorts.follower | quote }}
ZK_ELECTION_PORT: {{ .Values.containerPorts.election | quote }}
ZK_AGENT_PORT: {{ .Values.containerPorts.agent | quote }}
ZK_DATA_DIR: {{ .Values.dataDir }}
ZK_DATA_LOG_DIR: {{ include "zookeeper.dataLogDir" . }}
{{- if .Values.existingConfigmap }}
ZK_CONFIG_FILE: /etc/zookeeper/config/zoo.cfg
{{- end }}
ZK_CONF_DIR: /opt/zookeeper/conf
ZK_LOG_DIR: /var/log/zookeeper
ZK_RUN_DIR: /run/zkagent
ZK_TICK_TIME: {{ .Values.tickTime | quote }}
ZK_INIT_LIMIT: {{ .Values.initLimit | quote }}
ZK_SYNC_LIMIT: {{ .Values.syncLimit | quote }}
ZK_MAX_CLIENT_CNXNS: {{ .Values.maxClientCnxns | quote }}
{{- with .Values.minSessionTimeout }}
ZK_MIN_SESSION_TIMEOUT: {{ . | quote }}
{{- end }}
{{- with .Values.maxSessionTimeout }}
ZK_MAX_SESSION_TIMEOUT: {{ . | quote }}
{{- end }}
ZK_SNAP_RETAIN_COUNT: {{ .Values.autopurge.snapRetainCount | quote }}
ZK_PURGE_INTERVAL: {{ .Values.autopurge.purgeInterval | quote }}
ZK_4LW_COMMANDS_WHITELIST: {{ .Values.fourlwCommandsWhitelist | quote }}
{{- range $key := list "preAllocSize" "snapCount" }}
{{- with index $.Values $key }}
ZK_CFG_{{ $key }}: {{ . | toString | quote }}
{{- end }}
{{- end }}
ZK_ADMIN_SERVER_ENABLED: "false"
ZK_HEAP_SIZE: {{ include "zookeeper.heapSize" . | quote }}
ZK_LOG_LEVEL: {{ .Values.logLevel }}
{{- if .Values.tls.client.enabled }}
{{ include "zookeeper.tls.settings" (list . "client" "only") }}
{{- end }}
{{- if .Values.tls.quorum.enabled }}
{{ include "zookeeper.tls.settings" (list . "quorum" "require") }}
{{- end }}
{{- include "zookeeper.auth.settings" . }}
{{- if ne .Values.metrics.names "zk" }}
ZK_METRICS_NAMES: {{ .Values.metrics.names }}
{{- end }}
{{- with include "zookeeper.external.addresses" . }}
ZK_EXTERNAL_ADDRESSES: {{ . | quote }}
{{- end }}
{{- include "zookeeper.backup.settings" . }}
{{- with .Values.jvmFlags }}
SERVER_JVMFLAGS: {{ . | quote }}
{{- end }}
{{- with .Values.configuration }}
ZOO_CFG_EXTRA: {{ . | quote }}
{{- end }}
{{- end -}}

{{/* The heap with its unit. A number alone counts megabytes. */}}
{{- define "zookeeper.heapSize" -}}
{{- $size := toString (default "auto" .Values.heapSize) -}}
{{- if regexMatch "^[0-9]+$" $size }}{{ $size }}M{{ else }}{{ $size }}{{ end -}}
{{- end -}}
