{{/* Shell commands that set CLIENT_JVMFLAGS, so that zkCli.sh connects as the ensemble requires. */}}
{{- define "zookeeper.test.options" -}}
{{- $tls := .Values.tls.client -}}
{{- $dir := "/etc/zookeeper/tls/client" -}}
umask 077
flags=
{{- if $tls.enabled }}
flags+=" -Dzookeeper.client.secure=true -Dzookeeper.clientCnxnSocket=org.apache.zookeeper.ClientCnxnSocketNetty"
{{- if include "zookeeper.tls.stores" $tls }}
flags+="{{ include "zookeeper.test.store" (list "trust" (default (printf "%s/%s" $dir $tls.existingSecretTruststoreKey) (include "zookeeper.tls.path" (list $tls "truststorePath")))) }}"
{{- if include "zookeeper.tls.password" (list $tls "truststore") }}
flags+=" -Dzookeeper.ssl.trustStore.passwordPath={{ $dir }}/truststore-password"
{{- end }}
{{- if ne $tls.auth "none" }}
flags+="{{ include "zookeeper.test.store" (list "key" (default (printf "%s/%s" $dir $tls.existingSecretKeystoreKey) (include "zookeeper.tls.path" (list $tls "keystorePath")))) }}"
{{- if include "zookeeper.tls.password" (list $tls "keystore") }}
flags+=" -Dzookeeper.ssl.keyStore.passwordPath={{ $dir }}/keystore-password"
{{- end }}
{{- end }}
{{- else }}
flags+=" -Dzookeeper.ssl.trustStore.type=PEM -Dzookeeper.ssl.trustStore.location={{ $dir }}/ca.crt"
{{- if ne $tls.auth "none" }}
# ZooKeeper reads a certificate and its PKCS#8 key from one file
{ cat {{ $dir }}/tls.crt; echo; openssl pkcs8 -topk8 -nocrypt -in {{ $dir }}/tls.key
{{- if include "zookeeper.tls.password" (list $tls "keystore") }} -passin file:{{ $dir }}/keystore-password{{ end }}; } > /tmp/client.pem
flags+=" -Dzookeeper.ssl.keyStore.type=PEM -Dzookeeper.ssl.keyStore.location=/tmp/client.pem"
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.auth.client.enabled }}
cd /etc/zookeeper/sasl/users
users=(*)
user={{ default "${users[0]}" .Values.auth.client.clientUser }}
{
  echo 'Client { org.apache.zookeeper.server.auth.DigestLoginModule required'
  printf 'username="%s" password="%s"; };\n' "$user" "$(sed -e 's/[\\"]/\\&/g' -e 's/\${/${zkagent.dollar}{/g' "$user")"
} > /tmp/jaas.conf
# DIGEST-MD5 does not work in FIPS mode
# Java replaces ${name} in the file, which has no escape for that
flags+=" -Djava.security.auth.login.config=/tmp/jaas.conf -Dzkagent.dollar=\$ -Dzookeeper.fips-mode=false"
{{- end }}
export CLIENT_JVMFLAGS=$flags
{{- end -}}

{{/* The type as the agent chooses it for the servers: ZooKeeper refuses a file whose name does not end with its type. */}}
{{- define "zookeeper.test.store" -}}
{{- $type := ternary "PKCS12" (ternary "PEM" "JKS" (hasSuffix ".pem" (index . 1))) (or (hasSuffix ".p12" (index . 1)) (hasSuffix ".pfx" (index . 1))) }} -Dzookeeper.ssl.{{ index . 0 }}Store.type={{ $type }} -Dzookeeper.ssl.{{ index . 0 }}Store.location={{ index . 1 }}
{{- end -}}

{{/* The volumes and mounts that these commands read. */}}
{{- define "zookeeper.test.volumes" -}}
- name: tmp
  emptyDir: {medium: Memory, sizeLimit: 64Mi}
{{- if include "zookeeper.tls.mounted" (list . "client") }}
{{ include "zookeeper.tls.volume" (list . "client") }}
{{- end }}
{{- if .Values.auth.client.enabled }}
{{ include "zookeeper.users.volume" . }}
{{- end }}
{{- if and (include "zookeeper.tls.path" (list .Values.tls.client "keystorePath")) .Values.extraVolumes }}
{{ include "zookeeper.render" (list . .Values.extraVolumes) }}
{{- end }}
{{- end -}}

{{- define "zookeeper.test.mounts" -}}
- name: tmp
  mountPath: /tmp
{{- if include "zookeeper.tls.mounted" (list . "client") }}
- name: tls-client
  mountPath: /etc/zookeeper/tls/client
  readOnly: true
{{- end }}
{{- if .Values.auth.client.enabled }}
- name: users
  mountPath: /etc/zookeeper/sasl/users
  readOnly: true
{{- end }}
{{- if and .Values.tls.client.keystorePath .Values.extraVolumeMounts }}
{{ include "zookeeper.render" (list . .Values.extraVolumeMounts) }}
{{- end }}
{{- end -}}
