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

{{/* The namespace of all objects. */}}
{{- define "zookeeper.namespace" -}}
{{- default .Release.Namespace .Values.namespaceOverride -}}
{{- end -}}

{{/* A value as YAML: "zookeeper.render" (list $ VALUE). Templates in it are evaluated. */}}
{{- define "zookeeper.render" -}}
{{- $text := kindIs "string" (index . 1) | ternary (index . 1) (toYaml (index . 1)) -}}
{{- if contains "{{" $text }}{{ tpl $text (index . 0) }}{{ else }}{{ $text }}{{ end -}}
{{- end -}}

{{/* A value that may be 0 as text; empty for none. */}}
{{- define "zookeeper.text" -}}
{{- if not (kindIs "invalid" .) }}{{ . }}{{ end -}}
{{- end -}}

{{- define "zookeeper.image" -}}
{{- with default .Values.image.registry .Values.global.imageRegistry }}{{ . }}/{{ end -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag }}
{{- end -}}
{{- end -}}

{{- define "zookeeper.pullSecrets" -}}
{{- with concat (default list .Values.global.imagePullSecrets) (default list .Values.image.pullSecrets) }}
imagePullSecrets:
  {{- range . }}
  - name: {{ kindIs "map" . | ternary . (dict "name" .) | dig "name" "" }}
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
{{- with $.Values.namespaceOverride }}
namespace: {{ . }}
{{- end }}
labels:
  {{- include "zookeeper.selector" $ | nindent 2 }}
  {{- with $.Values.commonLabels }}
  {{- include "zookeeper.render" (list $ .) | nindent 2 }}
  {{- end }}
{{- with mergeOverwrite (default dict $.Values.commonAnnotations | deepCopy) (default dict (index . 2)) }}
annotations:
  {{- include "zookeeper.render" (list $ .) | nindent 2 }}
{{- end }}
{{- end -}}
