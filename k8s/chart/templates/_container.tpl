{{- define "zookeeper.container" -}}
image: {{ include "zookeeper.image" . }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
envFrom:
  - configMapRef:
      name: {{ include "zookeeper.fullname" . }}
{{- with .Values.extraEnvVars }}
env:
  {{- toYaml . | nindent 2 }}
{{- end }}
ports:
  {{- range $name := splitList " " (printf "%s follower election agent" (include "zookeeper.clientPorts" .)) }}
  - name: {{ $name }}
    containerPort: {{ index $.Values.containerPorts $name }}
    protocol: TCP
  {{- end }}
# 503 while ZooKeeper loads its data
startupProbe:
  httpGet: {path: /startupz, port: agent}
  {{- toYaml .Values.startupProbe | nindent 2 }}
# 503 only if a restart helps
livenessProbe:
  httpGet: {path: /livez, port: agent}
  {{- toYaml .Values.livenessProbe | nindent 2 }}
# 200 while this member serves in a quorum
readinessProbe:
  httpGet: {path: /readyz, port: agent}
  {{- toYaml .Values.readinessProbe | nindent 2 }}
lifecycle:
  preStop:
    exec:
      # The member is not ready from now on. Waits while the other members need this member
      command: [/usr/local/bin/zkagent, drain]
securityContext:
  {{- toYaml .Values.containerSecurityContext | nindent 2 }}
resources:
  {{- toYaml .Values.resources | nindent 2 }}
volumeMounts:
  - name: {{ .Values.persistence.name }}
    mountPath: {{ .Values.persistence.mountPath }}
  {{- with .Values.persistence.dataLogDir }}
  {{- if .enabled }}
  - name: {{ .name }}
    mountPath: {{ $.Values.dataLogDir }}
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
  {{- with .Values.extraVolumeMounts }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}
