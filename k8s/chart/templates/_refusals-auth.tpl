{{/* A user's name is the key of a Secret and the name of a file: "zookeeper.refusals.name" (list PATH NAME). */}}
{{- define "zookeeper.refusals.name" -}}
{{- if not (regexMatch "^[-_a-zA-Z0-9][-._a-zA-Z0-9]*$" (index . 1)) -}}
{{- println (printf "cannot use %s: the user's name %q: expected letters, digits, dots, hyphens and underscores, because it becomes the name of a file" (index . 0) (index . 1)) -}}
{{- end -}}
{{- end -}}

{{- define "zookeeper.refusals.users" -}}
{{- $auth := .Values.auth.client -}}
{{- include "zookeeper.refusals.off" (list $auth "auth.client" (list "phase" "clientUser" "clientPassword" "serverUsers" "serverPasswords" "existingSecret" "usersSecret")) -}}
{{- if and (not $auth.enabled) (eq $auth.rootAcl "users") -}}
{{- println "cannot use auth.client.rootAcl=users: it has no effect without auth.client.enabled=true; set that, or remove auth.client.rootAcl" -}}
{{- end -}}
{{- if $auth.enabled -}}
{{- $users := include "zookeeper.list" $auth.serverUsers | fromJsonArray -}}
{{- $passwords := include "zookeeper.list" $auth.serverPasswords | fromJsonArray -}}
{{- range append $users $auth.clientUser }}{{ if . }}{{ include "zookeeper.refusals.name" (list "auth.client" .) }}{{ end }}{{ end -}}
{{- if and $auth.usersSecret (or $users $passwords $auth.clientPassword $auth.existingSecret) -}}
{{- println (printf "cannot use auth.client.usersSecret=%s with serverUsers, serverPasswords, clientPassword or existingSecret: that Secret has all users and passwords; remove the others" $auth.usersSecret) -}}
{{- end -}}
{{- if $auth.existingSecret -}}
{{- if or $passwords $auth.clientPassword -}}
{{- println (printf "cannot use auth.client.existingSecret=%s with clientPassword or serverPasswords: expected the passwords in one place; remove the passwords, or the Secret's name" $auth.existingSecret) -}}
{{- end -}}
{{- if gt (len $users) 1 -}}
{{- println (printf "cannot use auth.client.existingSecret=%s with %d users in serverUsers: its key server-password has all passwords in one text, and a pod needs a file per user; make a Secret with one key per user (kubectl create secret generic NAME --from-literal=%s=…), and set auth.client.usersSecret=NAME in place of existingSecret and serverUsers" $auth.existingSecret (len $users) (first $users)) -}}
{{- end -}}
{{- if not (or $users $auth.clientUser) -}}
{{- println (printf "cannot use auth.client.existingSecret=%s without a user: set clientUser for its key client-password, serverUsers for its key server-password, or usersSecret for a Secret with one key per user" $auth.existingSecret) -}}
{{- end -}}
{{- else if not $auth.usersSecret -}}
{{- if not (or $users $auth.clientUser) -}}
{{- println "cannot use auth.client.enabled=true without users: every client would be refused; set auth.client.usersSecret, or clientUser and clientPassword, or serverUsers and serverPasswords" -}}
{{- end -}}
{{- if ne (len $users) (len $passwords) -}}
{{- println (printf "cannot use auth.client.serverUsers with auth.client.serverPasswords: %d users and %d passwords; a password with a comma, semicolon or blank needs a Secret with one key per user (auth.client.usersSecret)" (len $users) (len $passwords)) -}}
{{- end -}}
{{- if ne (len $users) (len (uniq $users)) -}}
{{- println (printf "cannot use auth.client.serverUsers=%s: expected each user once" $auth.serverUsers) -}}
{{- end -}}
{{- if ne (empty $auth.clientUser) (empty $auth.clientPassword) -}}
{{- println "cannot use auth.client.clientUser and auth.client.clientPassword: expected both or neither" -}}
{{- end -}}
{{- range $n, $user := $users -}}
{{- if and (lt $n (len $passwords)) (eq $user $auth.clientUser) (ne (index $passwords $n) $auth.clientPassword) -}}
{{- println (printf "cannot use auth.client.clientPassword: serverPasswords has another password for %s; a user has one password" $user) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "zookeeper.refusals.quorumAuth" -}}
{{- $auth := .Values.auth.quorum -}}
{{- include "zookeeper.refusals.off" (list $auth "auth.quorum" (list "phase" "learnerUser" "learnerPassword" "serverUsers" "serverPasswords" "existingSecret")) -}}
{{- if $auth.enabled -}}
{{- $user := include "zookeeper.quorumUser" . -}}
{{- $users := include "zookeeper.list" $auth.serverUsers | fromJsonArray -}}
{{- $passwords := include "zookeeper.list" $auth.serverPasswords | fromJsonArray -}}
{{- range append $users $user }}{{ include "zookeeper.refusals.name" (list "auth.quorum" .) }}{{ end -}}
{{- if and $users (not (has $user $users)) -}}
{{- println (printf "cannot use auth.quorum.serverUsers=%s: it lacks %s, the user that members log in as, so no member could join; add it, or set auth.quorum.learnerUser" $auth.serverUsers $user) -}}
{{- end -}}
{{- if or (gt (len $users) 2) (ne (len $users) (len (uniq $users))) -}}
{{- println (printf "cannot use auth.quorum.serverUsers=%s: expected %s, and one more user while the password changes" $auth.serverUsers $user) -}}
{{- end -}}
{{- if and $auth.existingSecret (or $passwords $auth.learnerPassword) -}}
{{- println (printf "cannot use auth.quorum.existingSecret=%s with learnerPassword or serverPasswords: expected the passwords in one place; remove the passwords, or the Secret's name" $auth.existingSecret) -}}
{{- end -}}
{{- if and (or $passwords (and (gt (len $users) 1) (not $auth.existingSecret))) (ne (len $users) (len $passwords)) -}}
{{- println (printf "cannot use auth.quorum.serverUsers with auth.quorum.serverPasswords: %d users and %d passwords; set one password per user" (len $users) (len $passwords)) -}}
{{- end -}}
{{- $listed := include "zookeeper.serverPassword" (list . $user) -}}
{{- if and $listed $auth.learnerPassword (ne $listed $auth.learnerPassword) -}}
{{- println (printf "cannot use auth.quorum.learnerPassword: serverPasswords has another password for %s, so no member could join; use one password for both" $user) -}}
{{- end -}}
{{- if not $auth.existingSecret }}{{ include "zookeeper.refusals.passwordChange" . }}{{ end -}}
{{- end -}}
{{- end -}}

{{/* Members that run accept only the users of the live objects, and log in as the live user. Each upgrade has to keep both. */}}
{{- define "zookeeper.refusals.passwordChange" -}}
{{- $settings := dig "data" dict (lookup "v1" "ConfigMap" (include "zookeeper.namespace" .) (include "zookeeper.fullname" .)) -}}
{{- $secret := dig "data" dict (lookup "v1" "Secret" (include "zookeeper.namespace" .) (include "zookeeper.quorumAuth.secret" .)) -}}
{{- if and $settings.ZK_QUORUM_SASL (get $secret "quorum-learner-password") -}}
{{- $live := printf "%s %s" $settings.ZK_QUORUM_SASL_USER (get $secret "quorum-learner-password" | b64dec) -}}
{{- $liveSecond := printf "%s %s" (get $settings "ZK_QUORUM_SASL_SECOND_USER") (get $secret "quorum-second-password" | b64dec) -}}
{{- $new := printf "%s %s" (include "zookeeper.quorumUser" .) (include "zookeeper.quorumPassword" . | default (get $secret "quorum-learner-password" | b64dec)) -}}
{{- $second := include "zookeeper.secondUser" . -}}
{{- $newSecond := printf "%s %s" $second (include "zookeeper.serverPassword" (list . $second)) -}}
{{- if not (and (has $new (list $live $liveSecond)) (has $live (list $new $newSecond))) -}}
{{- println (printf "cannot change the user or the password of auth.quorum in one upgrade: members with the old and the new one would refuse each other; first add a second user with a new password to auth.quorum.serverUsers and auth.quorum.serverPasswords, then set auth.quorum.learnerUser to it, then remove %s; each is one upgrade" $settings.ZK_QUORUM_SASL_USER) -}}
{{- end -}}
{{- end -}}
{{- end -}}
