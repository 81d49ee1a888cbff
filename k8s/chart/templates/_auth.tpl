{{/* A list of Bitnami's values as a JSON array: separated by commas, semicolons or blanks. */}}
{{- define "zookeeper.list" -}}
{{- $text := trimAll ",; " (default "" .) -}}
{{- if $text }}{{ regexSplit "[,;\\s]+" $text -1 | toJson }}{{ else }}[]{{ end -}}
{{- end -}}

{{/* The users whose passwords are values, as a JSON object of name and password. */}}
{{- define "zookeeper.users" -}}
{{- $auth := .Values.auth.client -}}
{{- $users := dict -}}
{{- $passwords := include "zookeeper.list" $auth.serverPasswords | fromJsonArray -}}
{{- range $n, $user := include "zookeeper.list" $auth.serverUsers | fromJsonArray }}{{ if lt $n (len $passwords) }}{{ $_ := set $users $user (index $passwords $n) }}{{ end }}{{ end -}}
{{- with $auth.clientUser }}{{ $_ := set $users . $auth.clientPassword }}{{ end -}}
{{- toJson $users -}}
{{- end -}}

{{/* The Secret with the users: one key per user if the chart or the operator makes it so. */}}
{{- define "zookeeper.users.secret" -}}
{{- $auth := .Values.auth.client -}}
{{- coalesce $auth.usersSecret $auth.existingSecret (printf "%s-client-users" (include "zookeeper.fullname" .)) -}}
{{- end -}}

{{/* The user that members log in as. */}}
{{- define "zookeeper.quorumUser" -}}
{{- default "quorum" .Values.auth.quorum.learnerUser -}}
{{- end -}}

{{/* The other user that members accept while the password changes; empty if there is none. */}}
{{- define "zookeeper.secondUser" -}}
{{- without (include "zookeeper.list" .Values.auth.quorum.serverUsers | fromJsonArray) (include "zookeeper.quorumUser" .) | join "," -}}
{{- end -}}

{{/* The password that serverPasswords has for a user: "zookeeper.serverPassword" (list $ USER). Empty if there is none. */}}
{{- define "zookeeper.serverPassword" -}}
{{- $auth := (index . 0).Values.auth.quorum -}}
{{- $passwords := include "zookeeper.list" $auth.serverPasswords | fromJsonArray -}}
{{- range $n, $user := include "zookeeper.list" $auth.serverUsers | fromJsonArray -}}
{{- if and (eq $user (index $ 1)) (lt $n (len $passwords)) }}{{ index $passwords $n }}{{ end -}}
{{- end -}}
{{- end -}}

{{/* The password that members log in with, if values give it. */}}
{{- define "zookeeper.quorumPassword" -}}
{{- default (include "zookeeper.serverPassword" (list . (include "zookeeper.quorumUser" .))) .Values.auth.quorum.learnerPassword -}}
{{- end -}}

{{- define "zookeeper.quorumAuth.secret" -}}
{{- default (printf "%s-quorum-auth" (include "zookeeper.fullname" .)) .Values.auth.quorum.existingSecret -}}
{{- end -}}

{{- define "zookeeper.auth.settings" -}}
{{- with .Values.auth.client }}
{{- if .enabled }}
ZK_CLIENT_SASL: {{ include "zookeeper.phase" (list . "require") }}
ZK_CLIENT_SASL_USERS_DIR: /etc/zookeeper/sasl/users
ZK_CLIENT_SASL_ROOT_ACL: {{ .rootAcl }}
{{- end }}
{{- end }}
{{- with .Values.auth.quorum }}
{{- if .enabled }}
ZK_QUORUM_SASL: {{ include "zookeeper.phase" (list . "require") }}
ZK_QUORUM_SASL_USER: {{ include "zookeeper.quorumUser" $ | quote }}
ZK_QUORUM_SASL_PASSWORD_FILE: /etc/zookeeper/sasl/quorum/password
{{- with include "zookeeper.secondUser" $ }}
ZK_QUORUM_SASL_SECOND_USER: {{ . | quote }}
ZK_QUORUM_SASL_SECOND_PASSWORD_FILE: /etc/zookeeper/sasl/quorum/second-password
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Client users: a file per user. server-password wins where both keys are of one user, because it is the password that servers accept. */}}
{{- define "zookeeper.users.volume" -}}
- name: users
  secret:
    secretName: {{ include "zookeeper.users.secret" . }}
    defaultMode: 0440
    {{- with .Values.auth.client }}
    {{- if .existingSecret }}
    items:
      {{- $server := trimAll ",; " (default "" .serverUsers) }}
      {{- with $server }}
      - key: server-password
        path: {{ . | quote }}
      {{- end }}
      {{- if and .clientUser (ne .clientUser $server) }}
      - key: client-password
        path: {{ .clientUser | quote }}
      {{- end }}
    {{- end }}
    {{- end }}
{{- end -}}

{{- define "zookeeper.quorumAuth.volume" -}}
- name: quorum-auth
  secret:
    secretName: {{ include "zookeeper.quorumAuth.secret" . }}
    defaultMode: 0440
    items:
      - key: quorum-learner-password
        path: password
      {{- if include "zookeeper.secondUser" . }}
      - key: quorum-second-password
        path: second-password
      {{- end }}
{{- end -}}

{{/* Changes of passwords that are values need a rolling update, because ZooKeeper reads them when it starts. Certificates do not.
     derivePassword is scrypt: a reader of the annotation cannot try many passwords. */}}
{{- define "zookeeper.auth.checksums" -}}
{{- with .Values.auth.client }}
{{- if and .enabled (not .existingSecret) (not .usersSecret) }}
checksum/users: {{ derivePassword 1 "long" (include "zookeeper.users" $) "users" (include "zookeeper.fullname" $) | sha256sum }}
{{- end }}
{{- end }}
{{- with .Values.auth.quorum }}
{{- if and .enabled (not .existingSecret) }}
checksum/quorum-auth: {{ derivePassword 1 "long" (printf "%s\n%s" (include "zookeeper.quorumPassword" $) (include "zookeeper.serverPassword" (list $ (include "zookeeper.secondUser" $)))) "quorum" (include "zookeeper.fullname" $) | sha256sum }}
{{- end }}
{{- end }}
{{- end -}}
