{{/* Values that name an image, files or volumes that the pods cannot use. */}}
{{- define "zookeeper.refusals.pod" -}}
{{- if regexMatch "(^|/)bitnami[a-z]*/zookeeper$" .Values.image.repository -}}
{{- println (printf "cannot use image.repository=%s: it has no zkagent; set image.registry, image.repository and image.tag to an image that docker/image.sh built" .Values.image.repository) -}}
{{- end -}}
{{- range $section := list .Values.persistence .Values.persistence.dataLogDir -}}
{{- if and .existingClaim (or (gt (int $.Values.replicaCount) 1) (not $.Values.persistence.enabled)) -}}
{{- println (printf "cannot use the existing claim %s: expected replicaCount=1 and persistence.enabled=true, because members cannot share a volume; rename claims to NAME-POD (persistence.name) for more members" .existingClaim) -}}
{{- end -}}
{{- end -}}
{{- include "zookeeper.refusals.dataLogDir" . -}}
{{- range $key, $value := .Values.lifecycleHooks -}}
{{- if ne $key "postStart" -}}
{{- println (printf "cannot use lifecycleHooks.%s: the chart's preStop runs zkagent drain, which waits while the other members need this member; only postStart can be set" $key) -}}
{{- end -}}
{{- end -}}
{{- range $kind := list "Startup" "Liveness" "Readiness" -}}
{{- if contains "/commands/" (index $.Values (printf "custom%sProbe" $kind) | toJson) -}}
{{- println (printf "cannot use custom%sProbe: it asks ZooKeeper's admin server, which is off; remove it, because zkagent answers the probes without lines in ZooKeeper's log" $kind) -}}
{{- end -}}
{{- end -}}
{{- with .Values.nodeAffinityPreset -}}
{{- if ne (empty .type) (and (empty .key) (empty .values)) -}}
{{- println "cannot use nodeAffinityPreset: expected type, key and values, or none of them" -}}
{{- end -}}
{{- end -}}
{{- with .Values.pdb -}}
{{- if and (include "zookeeper.text" .minAvailable) (include "zookeeper.text" .maxUnavailable) -}}
{{- println (printf "cannot use pdb.minAvailable=%v with pdb.maxUnavailable=%v: Kubernetes takes one of them; remove one" .minAvailable .maxUnavailable) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* A transaction log outside its volume is lost with the pod. */}}
{{- define "zookeeper.refusals.dataLogDir" -}}
{{- $path := include "zookeeper.dataLogDir" . -}}
{{- $mounts := list .Values.persistence.mountPath -}}
{{- range .Values.extraVolumeMounts }}{{ $mounts = append $mounts .mountPath }}{{ end -}}
{{- $mounted := false -}}
{{- range $mounts }}{{ if hasPrefix (printf "%s/" (trimSuffix "/" .)) (printf "%s/" $path) }}{{ $mounted = true }}{{ end }}{{ end -}}
{{- if not .Values.persistence.dataLogDir.enabled -}}
{{- if not $mounted -}}
{{- println (printf "cannot use dataLogDir=%s: it is on no volume; set persistence.dataLogDir.enabled=true for a second claim, or a path inside persistence.mountPath (%s)" $path .Values.persistence.mountPath) -}}
{{- else if and (hasPrefix "/bitnami/" $path) (ne $path .Values.dataDir) -}}
{{- println (printf "cannot use dataLogDir=%s: Bitnami's chart has a second claim (data-log) for it, and the transaction log is there; set persistence.dataLogDir.enabled=true" $path) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Keys of zoo.cfg that have a value of this chart: each would be said twice. */}}
{{- define "zookeeper.refusals.configuration" -}}
{{- $values := dict "tickTime" "tickTime" "initLimit" "initLimit" "syncLimit" "syncLimit" "maxClientCnxns" "maxClientCnxns" "minSessionTimeout" "minSessionTimeout" "maxSessionTimeout" "maxSessionTimeout" "preAllocSize" "preAllocSize" "snapCount" "snapCount" "autopurge.snapRetainCount" "autopurge.snapRetainCount" "autopurge.purgeInterval" "autopurge.purgeInterval" "4lw.commands.whitelist" "fourlwCommandsWhitelist" "dataDir" "dataDir" "dataLogDir" "dataLogDir" "clientPort" "containerPorts.client" "secureClientPort" "tls.client.enabled" "sslQuorum" "tls.quorum.enabled" -}}
{{- range regexFindAll "(?m)(^|\\s)[^\\s=#]+\\s*=" (default "" .Values.configuration) -1 -}}
{{- $key := trimSuffix "=" . | trim -}}
{{- $value := hasPrefix "server." $key | ternary "replicaCount" (get $values $key) -}}
{{- with $value -}}
{{- println (printf "cannot use %s in configuration: configuration adds lines to zoo.cfg, and this key has a value of the chart; set %s" $key .) -}}
{{- end -}}
{{- end -}}
{{- with .Values.metrics.prometheusRule -}}
{{- if ne .enabled (not (empty .rules)) -}}
{{- println "cannot use metrics.prometheusRule: expected enabled=true and rules, or neither; k8s/monitoring/prometheusrule.yaml has the project's rules" -}}
{{- end -}}
{{- end -}}
{{- end -}}
