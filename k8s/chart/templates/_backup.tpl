{{/* The schedule of backups. The defaults are the agent's own. */}}
{{- define "zookeeper.backup.settings" -}}
{{- with .Values.backup }}
{{- if .enabled }}
ZK_BACKUP_DIR: {{ .mountPath }}
ZK_BACKUP_INTERVAL: {{ .interval }}
ZK_BACKUP_LOG_INTERVAL: {{ .logInterval | quote }}
ZK_BACKUP_KEEP: {{ .keep }}
ZK_BACKUP_MEMBER: {{ ternary "all" (toString .member) .perMember | quote }}
ZK_BACKUP_COMPRESSION: {{ .compression }}
ZK_BACKUP_RATE: {{ .rate | quote }}
ZK_BACKUP_VERIFY: {{ .verify }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Values that contradict each other. */}}
{{- define "zookeeper.refusals.backup" -}}
{{- with .Values.backup -}}
{{- if and .enabled (eq (empty .existingClaim) (not .perMember)) -}}
{{- println (printf "cannot use backup.enabled=true with %s: expected exactly one place for the backups; set backup.existingClaim to a ReadWriteMany claim, or backup.perMember=true" (.perMember | ternary "backup.existingClaim and backup.perMember=true" "no claim")) -}}
{{- end -}}
{{- if and .enabled .perMember (ne (toString .member) "auto") -}}
{{- println (printf "cannot use backup.member=%v with backup.perMember=true: every member makes its own backups then; remove one of the two" .member) -}}
{{- end -}}
{{- if and (not .enabled) (or .existingClaim .perMember) -}}
{{- println (printf "cannot use backup.%s: it has no effect without backup.enabled=true; set that, or remove it" (.perMember | ternary "perMember=true" (printf "existingClaim=%s" .existingClaim))) -}}
{{- end -}}
{{- end -}}
{{- end -}}
