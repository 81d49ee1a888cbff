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
{{- $enabled := .Values.persistence.enabled }}
{{- range list (merge (dict "enabled" true) .Values.persistence) .Values.persistence.dataLogDir }}
{{- if and .enabled (or (not $enabled) .existingClaim) }}
- name: {{ .name }}
  {{- if $enabled }}
  persistentVolumeClaim:
    claimName: {{ include "zookeeper.render" (list $ .existingClaim) }}
  {{- else }}
  emptyDir: {}
  {{- end }}
{{- end }}
{{- end }}
{{- with .Values.backup }}
{{- if and .enabled .existingClaim }}
- name: {{ .name }}
  persistentVolumeClaim:
    claimName: {{ include "zookeeper.render" (list $ .existingClaim) }}
{{- end }}
{{- end }}
{{- with .Values.existingConfigmap }}
- name: config
  configMap:
    name: {{ include "zookeeper.render" (list $ .) }}
{{- end }}
{{- with .Values.extraVolumes }}
{{ include "zookeeper.render" (list $ .) }}
{{- end }}
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
