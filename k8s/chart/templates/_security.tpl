{{/* A security context without fixed ids where the platform chooses them: "zookeeper.securityContext" (list $ CONTEXT). */}}
{{- define "zookeeper.securityContext" -}}
{{- $ := index . 0 -}}
{{- $given := omit (index . 1) "enabled" -}}
{{- if or (not (index . 1).enabled) (include "zookeeper.openshift" $) -}}
{{- $given = omit $given "runAsUser" "runAsGroup" "fsGroup" -}}
{{- end -}}
{{- $context := dict -}}
{{- range $key, $value := $given -}}
{{- if not (has (toJson $value) (list "null" "{}" "[]" "\"\"")) }}{{ $_ := set $context $key $value }}{{ end -}}
{{- end -}}
{{- include "zookeeper.render" (list $ $context) -}}
{{- end -}}

{{/* "true" if OpenShift chooses the ids: its SCC restricted-v2 refuses others. */}}
{{- define "zookeeper.openshift" -}}
{{- $adapt := dig "compatibility" "openshift" "adaptSecurityContext" "auto" .Values.global -}}
{{- if or (eq $adapt "force") (and (eq $adapt "auto") (.Capabilities.APIVersions.Has "security.openshift.io/v1")) }}true{{ end -}}
{{- end -}}
