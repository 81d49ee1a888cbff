{{- define "zookeeper.pod" -}}
serviceAccountName: {{ include "zookeeper.serviceAccount" . }}
automountServiceAccountToken: false
# A Service called zk-client would set ZK_CLIENT_PORT=tcp://…
enableServiceLinks: false
# ZK_GRACE_PERIOD gives the agent the same value
terminationGracePeriodSeconds: {{ .Values.terminationGracePeriodSeconds }}
securityContext:
  {{- toYaml .Values.podSecurityContext | nindent 2 }}
{{- include "zookeeper.pullSecrets" . }}
{{- with .Values.dnsConfig }}
# By default the resolver waits five seconds for a lost answer, and an election waits with it
dnsConfig:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- include "zookeeper.placement" . }}
{{- with .Values.initContainers }}
initContainers:
  {{- toYaml . | nindent 2 }}
{{- end }}
containers:
  - name: zookeeper
    {{- include "zookeeper.container" . | nindent 4 }}
  {{- with .Values.sidecars }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
volumes:
  {{- include "zookeeper.volumes" . | nindent 2 }}
{{- end -}}

{{/* The placement of the members: on different nodes, spread over zones. */}}
{{- define "zookeeper.placement" -}}
{{- if or .Values.affinity .Values.podAntiAffinityPreset }}
affinity:
  {{- with .Values.affinity }}
  {{- toYaml . | nindent 2 }}
  {{- else }}
  podAntiAffinity:
    {{- if eq .Values.podAntiAffinityPreset "hard" }}
    requiredDuringSchedulingIgnoredDuringExecution:
      - topologyKey: kubernetes.io/hostname
        labelSelector:
          matchLabels:
            {{- include "zookeeper.selector" . | nindent 12 }}
    {{- else }}
    preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 100
        podAffinityTerm:
          topologyKey: kubernetes.io/hostname
          labelSelector:
            matchLabels:
              {{- include "zookeeper.selector" . | nindent 14 }}
    {{- end }}
  {{- end }}
{{- end }}
{{- with .Values.topologySpreadConstraints }}
topologySpreadConstraints:
  {{- range . }}
  {{- $members := dict "labelSelector" (dict "matchLabels" (include "zookeeper.selector" $ | fromYaml)) }}
  {{- toYaml (list (merge (deepCopy .) $members)) | nindent 2 }}
  {{- end }}
{{- end }}
{{- end -}}
