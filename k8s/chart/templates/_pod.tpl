{{- define "zookeeper.pod" -}}
serviceAccountName: {{ include "zookeeper.serviceAccount" . }}
automountServiceAccountToken: {{ or .Values.automountServiceAccountToken (eq .Values.membership "dynamic") }}
# A Service called zk-client would set ZK_CLIENT_PORT=tcp://…
enableServiceLinks: false
# ZK_GRACE_PERIOD gives the agent the same value
terminationGracePeriodSeconds: {{ .Values.terminationGracePeriodSeconds }}
securityContext:
  {{- include "zookeeper.securityContext" (list . .Values.podSecurityContext) | nindent 2 }}
{{- include "zookeeper.pullSecrets" . }}
{{- with .Values.dnsConfig }}
# By default the resolver waits five seconds for a lost answer, and an election waits with it
dnsConfig:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.dnsPolicy }}
dnsPolicy: {{ . }}
{{- end }}
{{- with .Values.hostAliases }}
hostAliases:
  {{- include "zookeeper.render" (list $ .) | nindent 2 }}
{{- end }}
{{- with .Values.schedulerName }}
schedulerName: {{ . }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- include "zookeeper.render" (list $ .) | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- include "zookeeper.render" (list $ .) | nindent 2 }}
{{- end }}
{{- include "zookeeper.placement" . }}
{{- with .Values.initContainers }}
initContainers:
  {{- include "zookeeper.render" (list $ .) | nindent 2 }}
{{- end }}
containers:
  - name: zookeeper
    {{- include "zookeeper.container" . | nindent 4 }}
  {{- with .Values.sidecars }}
  {{- include "zookeeper.render" (list $ .) | nindent 2 }}
  {{- end }}
volumes:
  {{- include "zookeeper.volumes" . | nindent 2 }}
{{- end -}}
