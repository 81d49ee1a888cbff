{{- define "zookeeper.container" -}}
image: {{ include "zookeeper.image" . }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
envFrom:
  - configMapRef:
      name: {{ include "zookeeper.fullname" . }}
  {{- with .Values.extraEnvVarsCM }}
  - configMapRef:
      name: {{ include "zookeeper.render" (list $ .) }}
  {{- end }}
  {{- with .Values.extraEnvVarsSecret }}
  - secretRef:
      name: {{ include "zookeeper.render" (list $ .) }}
  {{- end }}
{{- with .Values.extraEnvVars }}
env:
  {{- include "zookeeper.render" (list $ .) | nindent 2 }}
{{- end }}
ports:
  {{- range $name := splitList " " (printf "%s follower election agent" (include "zookeeper.clientPorts" .)) }}
  - name: {{ $name }}
    containerPort: {{ index $.Values.containerPorts $name }}
    protocol: TCP
  {{- end }}
# /startupz: 503 while ZooKeeper loads its data. /livez: 503 only if a restart helps. /readyz: 200 while this member serves in a quorum
{{- include "zookeeper.probe" (list . "startup" "/startupz") }}
{{- include "zookeeper.probe" (list . "liveness" "/livez") }}
{{- include "zookeeper.probe" (list . "readiness" "/readyz") }}
lifecycle:
  {{- with (default dict .Values.lifecycleHooks).postStart }}
  postStart:
    {{- include "zookeeper.render" (list $ .) | nindent 4 }}
  {{- end }}
  preStop:
    exec:
      # The member is not ready from now on. Waits while the other members need this member
      command: [/usr/local/bin/zkagent, drain]
securityContext:
  {{- include "zookeeper.securityContext" (list . .Values.containerSecurityContext) | nindent 2 }}
resources:
  {{- toYaml .Values.resources | nindent 2 }}
volumeMounts:
  - name: {{ .Values.persistence.name }}
    mountPath: {{ .Values.persistence.mountPath }}
  {{- with .Values.persistence.dataLogDir }}
  {{- if .enabled }}
  - name: {{ .name }}
    mountPath: {{ include "zookeeper.dataLogDir" $ }}
  {{- end }}
  {{- end }}
  {{- with .Values.backup }}
  {{- if .enabled }}
  - name: {{ .name }}
    mountPath: {{ .mountPath }}
  {{- end }}
  {{- end }}
  - name: conf
    mountPath: /opt/zookeeper/conf
  - name: logs
    mountPath: /var/log/zookeeper
  - name: tmp
    mountPath: /tmp
  # The certificates that ZooKeeper reads, and the agent's socket
  - name: run
    mountPath: /run/zkagent
  {{- with include "zookeeper.security.mounts" . | trim }}
  {{- . | nindent 2 }}
  {{- end }}
  {{- if .Values.existingConfigmap }}
  - name: config
    mountPath: /etc/zookeeper/config
    readOnly: true
  {{- end }}
  {{- with .Values.extraVolumeMounts }}
  {{- include "zookeeper.render" (list $ .) | nindent 2 }}
  {{- end }}
{{- end -}}
