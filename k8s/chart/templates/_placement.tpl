{{/* The placement of the members: on different nodes, on nodes with a label, spread over zones. */}}
{{- define "zookeeper.placement" -}}
{{- if or .Values.affinity .Values.podAntiAffinityPreset .Values.nodeAffinityPreset.type }}
affinity:
  {{- if .Values.affinity }}
  {{- include "zookeeper.render" (list . .Values.affinity) | nindent 2 }}
  {{- else }}
  {{- include "zookeeper.placement.nodes" . }}
  {{- if .Values.podAntiAffinityPreset }}
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
{{- end }}
{{- with .Values.topologySpreadConstraints }}
topologySpreadConstraints:
  {{- range . }}
  {{- $members := dict "labelSelector" (dict "matchLabels" (include "zookeeper.selector" $ | fromYaml)) }}
  {{- include "zookeeper.render" (list $ (list (merge (deepCopy .) $members))) | nindent 2 }}
  {{- end }}
{{- end }}
{{- end -}}

{{/* The nodes with a label: nodeAffinityPreset. */}}
{{- define "zookeeper.placement.nodes" -}}
{{- with .Values.nodeAffinityPreset }}
{{- $labelled := dict "matchExpressions" (list (dict "key" .key "operator" "In" "values" .values)) }}
{{- if eq .type "hard" }}
  nodeAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      nodeSelectorTerms:
        {{- toYaml (list $labelled) | nindent 8 }}
{{- else if .type }}
  nodeAffinity:
    preferredDuringSchedulingIgnoredDuringExecution:
      {{- toYaml (list (dict "weight" 1 "preference" $labelled)) | nindent 6 }}
{{- end }}
{{- end }}
{{- end -}}
