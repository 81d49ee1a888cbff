{{/* The members' hosts for clients outside the cluster, as a JSON array in the order of the members. Empty if values do not give them. */}}
{{- define "zookeeper.external.hosts" -}}
{{- $hosts := list -}}
{{- with .Values.externalAccess -}}
{{- if .enabled -}}
{{- range $n := until (int $.Values.replicaCount) -}}
{{- $given := default (default list $.Values.externalAccess.service.loadBalancerIPs) $.Values.externalAccess.hosts -}}
{{- if $.Values.externalAccess.domain }}{{ $hosts = append $hosts (printf "%s-%d.%s" (include "zookeeper.fullname" $) $n $.Values.externalAccess.domain) }}
{{- else if eq (len $given) 1 }}{{ $hosts = append $hosts (first $given) }}
{{- else if gt (len $given) $n }}{{ $hosts = append $hosts (index $given $n) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toJson $hosts -}}
{{- end -}}

{{/* Their addresses, host:port,host:port. The agent prints them: zkagent connect-string --external. */}}
{{- define "zookeeper.external.addresses" -}}
{{- $service := .Values.externalAccess.service -}}
{{- $addresses := list -}}
{{- range $n, $host := include "zookeeper.external.hosts" . | fromJsonArray -}}
{{- $port := index $service.ports (ternary "tls" "client" $.Values.tls.client.enabled) -}}
{{- if gt (len (default list $service.nodePorts)) $n }}{{ $port = index $service.nodePorts $n }}{{ end -}}
{{- $addresses = append $addresses (printf "%s:%v" (contains ":" $host | ternary (printf "[%s]" $host) $host) $port) -}}
{{- end -}}
{{- join "," $addresses -}}
{{- end -}}

{{- define "zookeeper.refusals.external" -}}
{{- $replicas := int .Values.replicaCount -}}
{{- $service := .Values.externalAccess.service -}}
{{- include "zookeeper.refusals.off" (list .Values.externalAccess "externalAccess" (list "hosts" "domain" "sourceRanges")) -}}
{{- with .Values.externalAccess -}}
{{- if .enabled -}}
{{- if and .hosts .domain -}}
{{- println "cannot use externalAccess.hosts with externalAccess.domain: both name the members' hosts; remove one of them" -}}
{{- end -}}
{{- if and .hosts (ne (len .hosts) $replicas) (not (and (eq (len .hosts) 1) (eq $service.type "NodePort"))) -}}
{{- println (printf "cannot use externalAccess.hosts: %d hosts for %d members; list one host per member, or one host for all with the type NodePort" (len .hosts) $replicas) -}}
{{- end -}}
{{- range $key := list "nodePorts" "loadBalancerIPs" -}}
{{- $type := ternary "NodePort" "LoadBalancer" (eq $key "nodePorts") -}}
{{- $given := get $service $key -}}
{{- if and $given (ne $service.type $type) -}}
{{- println (printf "cannot use externalAccess.service.%s: they are for the type %s; set externalAccess.service.type=%s, or remove them" $key $type $type) -}}
{{- else if and $given (ne (len $given) $replicas) -}}
{{- println (printf "cannot use externalAccess.service.%s: %d entries for %d members; list one per member" $key (len $given) $replicas) -}}
{{- end -}}
{{- end -}}
{{- if and (eq $service.type "NodePort") (or .hosts .domain) (not $service.nodePorts) -}}
{{- println "cannot use externalAccess.hosts or externalAccess.domain without externalAccess.service.nodePorts: clients need to know the ports; list one port per member" -}}
{{- end -}}
{{- if and $.Values.networkPolicy.enabled (not $.Values.networkPolicy.allowExternal) (not .sourceRanges) -}}
{{- println "cannot use externalAccess.enabled=true with networkPolicy.allowExternal=false: the policy would refuse clients outside the cluster; set externalAccess.sourceRanges to the addresses that they come from" -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
