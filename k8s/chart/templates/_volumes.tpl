{{/* The root file system is read-only. Besides the data, only these volumes are writable. */}}
{{- define "zookeeper.volumes" -}}
- name: conf
  emptyDir: {sizeLimit: 16Mi}
- name: logs
  emptyDir: {}
- name: tmp
  emptyDir: {sizeLimit: 256Mi}
# In memory, because the agent writes private keys and passwords there
- name: run
  emptyDir: {medium: Memory, sizeLimit: 16Mi}
{{- include "zookeeper.security.volumes" . }}
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

{{/* The mounted Secrets. The agent reads them; a change of certificates needs no restart. */}}
{{- define "zookeeper.security.volumes" -}}
{{- range $section := list "client" "quorum" }}
{{- if include "zookeeper.tls.mounted" (list $ $section) }}
{{ include "zookeeper.tls.volume" (list $ $section) }}
{{- end }}
{{- end }}
{{- if .Values.auth.client.enabled }}
{{ include "zookeeper.users.volume" . }}
{{- end }}
{{- if .Values.auth.quorum.enabled }}
{{ include "zookeeper.quorumAuth.volume" . }}
{{- end }}
{{- end -}}

{{- define "zookeeper.security.mounts" -}}
{{- range $section := list "client" "quorum" }}
{{- if include "zookeeper.tls.mounted" (list $ $section) }}
- name: tls-{{ $section }}
  mountPath: /etc/zookeeper/tls/{{ $section }}
  readOnly: true
{{- end }}
{{- end }}
{{- if .Values.auth.client.enabled }}
- name: users
  mountPath: /etc/zookeeper/sasl/users
  readOnly: true
{{- end }}
{{- if .Values.auth.quorum.enabled }}
- name: quorum-auth
  mountPath: /etc/zookeeper/sasl/quorum
  readOnly: true
{{- end }}
{{- end -}}
