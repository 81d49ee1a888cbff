{{/* The root file system is read-only. Besides the data, only these volumes are writable. */}}
{{- define "zookeeper.volumes" -}}
- name: conf
  emptyDir: {sizeLimit: 16Mi}
- name: logs
  emptyDir: {}
- name: tmp
  emptyDir: {sizeLimit: 256Mi}
{{- if not .Values.persistence.enabled }}
- name: {{ .Values.persistence.name }}
  emptyDir: {}
{{- with .Values.persistence.dataLogDir }}
{{- if .enabled }}
- name: {{ .name }}
  emptyDir: {}
{{- end }}
{{- end }}
{{- end }}
{{- with .Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "zookeeper.claims" -}}
{{- with .Values.persistence }}
{{- if .enabled }}
{{- include "zookeeper.claim" (list . .name .size .storageClass) }}
{{- if .dataLogDir.enabled }}
{{ include "zookeeper.claim" (list . .dataLogDir.name .dataLogDir.size .dataLogDir.storageClass) }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{/* A claim of every member: "zookeeper.claim" (list PERSISTENCE NAME SIZE STORAGECLASS). */}}
{{- define "zookeeper.claim" -}}
- metadata:
    name: {{ index . 1 }}
    {{- with (index . 0).annotations }}
    annotations:
      {{- toYaml . | nindent 6 }}
    {{- end }}
  spec:
    accessModes:
      {{- toYaml (index . 0).accessModes | nindent 6 }}
    {{- with index . 3 }}
    storageClassName: {{ . }}
    {{- end }}
    resources:
      requests:
        storage: {{ index . 2 }}
{{- end -}}
