{{/* Where the transaction log is. */}}
{{- define "zookeeper.dataLogDir" -}}
{{- default .Values.dataDir .Values.dataLogDir -}}
{{- end -}}

{{/* The claims of every member. */}}
{{- define "zookeeper.claims" -}}
{{- with .Values.persistence }}
{{- $claims := list }}
{{- if not .existingClaim }}{{ $claims = append $claims (include "zookeeper.claim" (list $ .)) }}{{ end }}
{{- if and .dataLogDir.enabled (not .dataLogDir.existingClaim) }}{{ $claims = append $claims (include "zookeeper.claim" (list $ .dataLogDir)) }}{{ end }}
{{- if not .enabled }}{{ $claims = list }}{{ end }}
{{- with $.Values.backup }}
{{- if and .enabled .perMember }}{{ $claims = append $claims (include "zookeeper.claim" (list $ .)) }}{{ end }}
{{- end }}
{{- join "\n" $claims }}
{{- end }}
{{- end -}}

{{/* A claim: "zookeeper.claim" (list $ VALUES), of persistence, persistence.dataLogDir or backup. */}}
{{- define "zookeeper.claim" -}}
{{- $ := index . 0 -}}
{{- $values := index . 1 -}}
{{- $both := $.Values.persistence -}}
- metadata:
    name: {{ $values.name }}
    {{- with $both.labels }}
    labels:
      {{- include "zookeeper.render" (list $ .) | nindent 6 }}
    {{- end }}
    {{- with $both.annotations }}
    annotations:
      {{- include "zookeeper.render" (list $ .) | nindent 6 }}
    {{- end }}
  spec:
    accessModes:
      {{- toYaml $both.accessModes | nindent 6 }}
    {{- with coalesce $.Values.global.storageClass $values.storageClass $.Values.global.defaultStorageClass }}
    storageClassName: {{ ternary "\"\"" . (eq . "-") }}
    {{- end }}
    {{- with $values.selector }}
    selector:
      {{- include "zookeeper.render" (list $ .) | nindent 6 }}
    {{- end }}
    resources:
      requests:
        storage: {{ $values.size }}
{{- end -}}
