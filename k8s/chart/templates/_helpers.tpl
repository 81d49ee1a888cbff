{{/* The name of all objects: fullnameOverride, or RELEASE if it contains "zookeeper", or RELEASE-zookeeper. */}}
{{- define "zookeeper.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- $full := ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) -}}
{{- default $full .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{- define "zookeeper.headless" -}}
{{- default (printf "%s-headless" (include "zookeeper.fullname" .)) .Values.service.headless.servicenameOverride -}}
{{- end -}}

{{- define "zookeeper.serviceAccount" -}}
{{- default (ternary (include "zookeeper.fullname" .) "default" .Values.serviceAccount.create) .Values.serviceAccount.name -}}
{{- end -}}

{{- define "zookeeper.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag }}
{{- end -}}
{{- end -}}

{{- define "zookeeper.pullSecrets" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end -}}

{{/* The labels that select this ensemble's pods. They must not change, because a StatefulSet's selector cannot change. */}}
{{- define "zookeeper.selector" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* The metadata of an object: "zookeeper.metadata" (list $ NAME ANNOTATIONS). */}}
{{- define "zookeeper.metadata" -}}
{{- $ := index . 0 -}}
name: {{ index . 1 }}
labels:
  {{- include "zookeeper.selector" $ | nindent 2 }}
  {{- with $.Values.commonLabels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with mergeOverwrite (deepCopy $.Values.commonAnnotations) (index . 2) }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}
