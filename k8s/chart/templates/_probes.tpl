{{/* A probe: "zookeeper.probe" (list $ "startup" "/startupz"). A custom one replaces it. */}}
{{- define "zookeeper.probe" -}}
{{- $ := index . 0 -}}
{{- $kind := index . 1 -}}
{{- $values := index $.Values (printf "%sProbe" $kind) -}}
{{- $custom := index $.Values (printf "custom%sProbe" (title $kind)) -}}
{{- if $custom }}
{{ $kind }}Probe:
  {{- include "zookeeper.render" (list $ $custom) | nindent 2 }}
{{- else if $values.enabled }}
{{ $kind }}Probe:
  httpGet: {path: {{ index . 2 }}, port: agent}
  {{- range $key, $default := dict "initialDelaySeconds" 0 "successThreshold" 1 }}
  {{- if ne (int (get $values $key | default $default)) $default }}
  {{ $key }}: {{ get $values $key }}
  {{- end }}
  {{- end }}
  {{- pick $values "periodSeconds" "timeoutSeconds" "failureThreshold" | toYaml | nindent 2 }}
{{- end }}
{{- end -}}
