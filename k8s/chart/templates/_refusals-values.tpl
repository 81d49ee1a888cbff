{{/* Values of Bitnami's chart that this chart cannot honour. refused-values.yaml has them and the reasons. */}}
{{- define "zookeeper.refusals.values" -}}
{{- range $entry := .Files.Get "refused-values.yaml" | fromYamlArray -}}
{{- $value := include "zookeeper.valueAt" (list $.Values .path) -}}
{{- $accepted := list "null" "\"\"" "{}" "[]" -}}
{{- range .accept }}{{ $accepted = append $accepted (toJson .) }}{{ end -}}
{{- if not (or .any (has $value $accepted)) -}}
{{- $shown := contains "assword" .path | ternary "" (printf "=%s" (trimAll "\"" $value)) -}}
{{- println (printf "cannot use %s%s: %s" .path $shown .because) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* The JSON of a value: "zookeeper.valueAt" (list .Values "a.b"). "" where there is none. */}}
{{- define "zookeeper.valueAt" -}}
{{- $at := index . 0 -}}
{{- range splitList "." (index . 1) }}{{ $at = kindIs "map" $at | ternary (get (kindIs "map" $at | ternary $at dict) .) "" }}{{ end -}}
{{- toJson $at -}}
{{- end -}}
