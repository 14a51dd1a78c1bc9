#!/bin/sh
# Collects what Azure knows of a network into one folder for Hairpin. Reads only; needs az (signed in) and POSIX sh.
#
# The folder: resources/*.json (what az rest shows), evidence/*.json (what Azure computed: {"kind", "resource", …,
# "output": as az printed it}), collected.json (which command made which file, and which failed). A second run with the
# same folder fetches what is missing. Secrets are taken out before anything is written. See docs/guide/collect.md.

set -u
umask 077
LC_ALL=C
export LC_ALL
export AZURE_CORE_NO_COLOR=true AZURE_CORE_ONLY_SHOW_ERRORS=true AZURE_EXTENSION_USE_DYNAMIC_INSTALL=no
export MSYS_NO_PATHCONV=1 # Git Bash would take /subscriptions/… for the name of a file

network_api=${HAIRPIN_NETWORK_API:-2024-05-01}
compute_api=${HAIRPIN_COMPUTE_API:-2024-03-01}

usage() {
  cat <<'TEXT'
usage: collect-azure.sh [options]

  -o, --output DIR          folder to write (default: collected)
  -s, --subscription NAME   a subscription, by name or id; may be repeated (default: the current one)
  -a, --all                 all enabled subscriptions of the signed-in account
  -g, --group NAME          only this resource group; may be repeated
  -n, --no-evidence         resources only: no effective routes, learned routes and the like
  -j, --jobs N              commands at a time (default: 4)
  -f, --fresh               collect everything anew, not only what is missing
  -h, --help                this text

Then: hairpin routes DIR
TEXT
}

note() { printf '%s\n' "$*" >&2; }

fail() {
  note "collect-azure.sh: $*"
  exit 2
}

output=collected
all=no
evidence=yes
fresh=no
jobs=4
wanted='' # lines: names may have spaces
groups=''
line_break='
'

while [ $# -gt 0 ]; do
  case $1 in
    -o | --output | -s | --subscription | -g | --group | -j | --jobs)
      [ $# -ge 2 ] || fail "the option $1 needs a value"
      case $1 in
        -o | --output) output=$2 ;;
        -s | --subscription) wanted=$wanted$2$line_break ;;
        -g | --group) groups=$groups$2$line_break ;;
        *) jobs=$2 ;;
      esac
      shift
      ;;
    -a | --all) all=yes ;;
    -n | --no-evidence) evidence=no ;;
    -f | --fresh) fresh=yes ;;
    -h | --help)
      usage
      exit 0
      ;;
    *) fail "unknown option $1; see --help" ;;
  esac
  shift
done

case $jobs in
  '' | *[!0-9]* | 0*) fail "--jobs must be a number from 1" ;;
esac
command -v az >/dev/null 2>&1 || fail 'the Azure CLI (az) is not installed'

resources=$output/resources
tables=$output/evidence
state=$output/.collect
mkdir -p "$resources" "$tables" "$state" || fail "cannot write to $output"
rm -f "$state"/*.failed "$state"/*.part "$state"/*.raw "$state"/*.err
[ "$fresh" = no ] || rm -f "$resources"/*.json "$tables"/*.json "$state"/*.entry "$state"/*.tsv

# --- one command ------------------------------------------------------------------------------------------------------

# Text as the inside of a JSON string.
escaped() { printf '%s' "$1" | tr '\n\r\t' '   ' | sed 's/\\/\\\\/g; s/"/\\"/g' | tr -d '\001-\037'; }

# The arguments as a JSON list.
command_json() {
  separator=''
  printf '['
  for argument in "$@"; do
    printf '%s"%s"' "$separator" "$(escaped "$argument")"
    separator=', '
  done
  printf ']'
}

# Secrets keep their place and lose their value. None of the commands asks for one, but some are shown unasked.
without_secrets() {
  sed -E 's/("(adminPassword|authorizationKey|commandToExecute|customData|primaryKey|protectedSettings|psk|radiusServerSecret|script|secondaryKey|serviceKey|sharedKey|siteKey|userData)": *)"([^"\\]|\\.)*"/\1"REMOVED"/'
}

# Runs az and keeps what it prints: attempt KEY ARGUMENTS…; the result lies in $state/KEY.part.
attempt() {
  key=$1
  shift
  if az "$@" --output json >"$state/$key.raw" 2>"$state/$key.err" </dev/null; then
    without_secrets <"$state/$key.raw" >"$state/$key.part"
    rm -f "$state/$key.raw" "$state/$key.err"
    return 0
  fi
  failed "$key" "$state/$key.err" "$@"
  rm -f "$state/$key.raw"
  return 1
}

# failed KEY MESSAGES ARGUMENTS…: a command that did not work, with the first line that it said in the file MESSAGES.
failed() {
  failed_key=$1
  failed_message=$(grep -v '^[[:space:]]*$' "$2" | head -n 1)
  rm -f "$2"
  shift 2
  printf '{"command": %s, "message": "%s"}' "$(command_json az "$@")" "$(escaped "$failed_message")" \
    >"$state/$failed_key.failed"
  note "  failed: $failed_key: $failed_message"
}

# fetch NAME ARGUMENTS…: into resources/NAME.json, unless it is there.
fetch() {
  name=$1
  shift
  [ ! -s "$resources/$name.json" ] || return 0
  attempt "$name" "$@" || return 1
  printf '{"file": "resources/%s.json", "command": %s}' "$name" "$(command_json az "$@")" >"$state/$name.entry"
  mv "$state/$name.part" "$resources/$name.json"
}

# list NAME ADDRESS: all pages of a list of the REST API, into resources/NAME.json, NAME.2.json …
list() {
  base=$1
  address=$2
  page=1
  while [ -n "$address" ] && [ "$page" -le 1000 ]; do
    file=$base
    [ "$page" -eq 1 ] || file=$base.$page
    fetch "$file" rest --method get --url "$address" || return 1
    address=$(sed -n 's/^  "nextLink": "\([^"]*\)",\{0,1\}$/\1/p' "$resources/$file.json" | tr -d '\r')
    page=$((page + 1))
  done
}

# table KIND NAME RESOURCE MORE ARGUMENTS…: into evidence/KIND.NAME.json; MORE: further fields, each with its comma.
table() {
  kind=$1
  name=$1.$2
  resource=$3
  more=$4
  shift 4
  [ ! -s "$tables/$name.json" ] || return 0
  attempt "$name" "$@" || return 1
  [ -s "$state/$name.part" ] || printf 'null\n' >"$state/$name.part"
  {
    printf '{\n"kind": "%s",\n"resource": "%s",\n%s"output": ' "$kind" "$(escaped "$resource")" "$more"
    cat "$state/$name.part"
    printf '}\n'
  } >"$state/$name.whole"
  printf '{"file": "evidence/%s.json", "kind": "%s", "resource": "%s", "command": %s}' \
    "$name" "$kind" "$(escaped "$resource")" "$(command_json az "$@")" >"$state/$name.entry"
  rm -f "$state/$name.part"
  mv "$state/$name.whole" "$tables/$name.json"
}

# --- several at a time ------------------------------------------------------------------------------------------------

running=0

# Starts a command beside the others, and waits when there are enough.
start() {
  "$@" &
  running=$((running + 1))
  [ "$running" -lt "$jobs" ] || finish
}

finish() { wait && running=0; }

# --- ids --------------------------------------------------------------------------------------------------------------

# A file name for an id: its last name, and a number that tells apart what has the same one elsewhere.
named() {
  printf '%s' "${1##*/}" | tr -c 'A-Za-z0-9._-' '_'
  printf '.%s' "$(printf '%s' "$1" | tr '[:upper:]' '[:lower:]' | cksum | cut -d ' ' -f 1)"
}

subscription_of() { printf '%s' "$1" | cut -d / -f 3; }
group_of() { printf '%s' "$1" | cut -d / -f 5; }

# The resource that holds another one.
holder_of() { printf '%s' "${1%/*/*}"; }

# The ids of the resources in lists, as az indents them.
ids_in() {
  for listed in "$@"; do
    [ ! -f "$listed" ] || sed -n 's/^      "id": "\([^"]*\)",\{0,1\}$/\1/p' "$listed"
  done | tr -d '\r'
}

# The same with the kind of each, which tells Route Servers from hubs of a Virtual WAN.
hubs_in() {
  for listed in "$@"; do
    [ ! -f "$listed" ] || awk '
      /^    \{/ { id = ""; kind = "-" }
      /^      "id": "/ { id = $0; sub(/^      "id": "/, "", id); sub(/",?\r?$/, "", id) }
      /^      "kind": "RouteServer"/ { kind = "RouteServer" }
      /^    \}/ { if (id != "") print kind " " id }
    ' "$listed"
  done
}

# --- which subscriptions ----------------------------------------------------------------------------------------------

az account show --output json >/dev/null 2>&1 </dev/null || fail 'az is not signed in: run az login first'

if [ "$all" = yes ]; then
  subscriptions=$(az account list --query "[?state=='Enabled'].id" --output tsv </dev/null | tr -d '\r')
elif [ -z "$wanted" ]; then
  subscriptions=$(az account show --query id --output tsv </dev/null | tr -d '\r')
else
  subscriptions=$(
    printf '%s' "$wanted" | while IFS= read -r one; do
      az account show --subscription "$one" --query id --output tsv </dev/null 2>/dev/null | tr -d '\r' |
        grep . || note "collect-azure.sh: there is no subscription $one for this account"
    done
  )
fi
[ -n "$subscriptions" ] || fail 'no subscription to read'

# --- resources --------------------------------------------------------------------------------------------------------

# Types that a subscription or a group lists. Some are not simulated: Hairpin then says what an answer may lack.
listed_types='applicationGateways applicationSecurityGroups azureFirewalls bastionHosts expressRouteCircuits
expressRouteGateways expressRoutePorts firewallPolicies ipGroups loadBalancers natGateways networkInterfaces
networkManagers networkSecurityGroups networkVirtualAppliances p2svpnGateways privateEndpoints privateLinkServices
publicIPAddresses publicIPPrefixes routeTables virtualHubs virtualNetworks virtualWans vpnGateways vpnSites'

# Types that only a group lists, and of which the list says less than the resource itself (the state of connections).
single_types='connections localNetworkGateways virtualNetworkGateways'

# collect_scope SUBSCRIPTION GROUP: all that lies in a subscription, or in one of its groups.
collect_scope() {
  subscription=$1
  group=$2
  scope=/subscriptions/$subscription
  prefix=$subscription
  set -- --subscription "$subscription"
  if [ -n "$group" ]; then
    scope=$scope/resourceGroups/$group
    prefix=$subscription.$(named "/$group")
    set -- "$@" --resource-group "$group"
  fi
  note "resources of $scope"
  for type in $listed_types; do
    start list "$prefix.$type" "$scope/providers/Microsoft.Network/$type?api-version=$network_api"
  done
  for type in virtualMachines virtualMachineScaleSets; do
    start list "$prefix.$type" "$scope/providers/Microsoft.Compute/$type?api-version=$compute_api"
  done
  start power_states "$prefix" "$@"
  finish
  for type in $single_types; do
    az resource list "$@" --resource-type "Microsoft.Network/$type" --query '[].id' --output tsv \
      >"$state/ids.tsv" 2>"$state/ids.err" </dev/null ||
      failed "$prefix.$type" "$state/ids.err" resource list "$@" --resource-type "Microsoft.Network/$type"
    while IFS= read -r id; do
      id=$(printf '%s' "$id" | tr -d '\r')
      start fetch "$type.$(named "$id")" rest --method get --url "$id?api-version=$network_api"
    done <"$state/ids.tsv"
  done
  finish
}

# power_states PREFIX SCOPE…: which VMs run, as resources that join the VMs themselves, and as lines for the evidence.
power_states() {
  prefix=$1
  shift
  lines=$state/$prefix.machines.tsv
  [ ! -s "$resources/$prefix.powerStates.json" ] || return 0
  query="[].[powerState, id, join('|', networkProfile.networkInterfaces[].id)]"
  if ! az vm list --show-details "$@" --query "$query" --output tsv >"$lines.raw" 2>"$lines.err" </dev/null; then
    failed "$prefix.powerStates" "$lines.err" vm list --show-details "$@"
    return 1
  fi
  tr -d '\r' <"$lines.raw" >"$lines"
  awk -F '\t' '
    BEGIN { print "[" }
    NF >= 2 { printf "%s{\"id\": \"%s\", \"powerState\": \"%s\"}\n", (written++ ? "," : ""), $2, $1 }
    END { print "]" }
  ' "$lines" >"$resources/$prefix.powerStates.json"
  rm -f "$lines.raw" "$lines.err"
}

# children ID NAME…: lists that Azure shows only below the resource.
children() {
  parent=$1
  shift
  for child in "$@"; do
    start list "$child.$(named "$parent")" "$parent/$child?api-version=$network_api"
  done
}

# for_each COMMAND WORDS… : runs the command once for each line of the standard input, with the line as last argument.
for_each() {
  while IFS= read -r line; do
    [ -z "$line" ] || "$@" "$line"
  done
}

hub_children() {
  hub=${1#* }
  if [ "${1%% *}" = RouteServer ]; then
    children "$hub" bgpConnections ipConfigurations routeMaps
  else
    children "$hub" hubVirtualNetworkConnections hubRouteTables bgpConnections routingIntent routeMaps
  fi
}

policy_children() { children "$1" ruleCollectionGroups; }
manager_children() { children "$1" connectivityConfigurations networkGroups routingConfigurations; }
group_children() { children "$1" staticMembers; }
configuration_children() { children "$1" ruleCollections; }
collection_children() { children "$1" rules; }

collect_children() {
  hubs_in "$resources"/*.virtualHubs*.json >"$state/hubs.tsv"
  for_each hub_children <"$state/hubs.tsv"
  below policy_children "$resources"/*.firewallPolicies*.json
  below manager_children "$resources"/*.networkManagers*.json
  finish
  below group_children "$resources"/networkGroups.*.json
  below configuration_children "$resources"/routingConfigurations.*.json
  finish
  below collection_children "$resources"/ruleCollections.*.json
  finish
}

# below COMMAND FILES…: runs the command for each resource in the lists.
below() {
  each=$1
  shift
  ids_in "$@" >"$state/ids.tsv"
  for_each "$each" <"$state/ids.tsv"
}

# --- evidence ---------------------------------------------------------------------------------------------------------

nic_tables() {
  nic=$1
  start table effectiveRoutes "$(named "$nic")" "$nic" '' network nic show-effective-route-table \
    --subscription "$(subscription_of "$nic")" --resource-group "$(group_of "$nic")" --name "${nic##*/}"
  start table effectiveSecurityGroup "$(named "$nic")" "$nic" '' network nic list-effective-nsg \
    --subscription "$(subscription_of "$nic")" --resource-group "$(group_of "$nic")" --name "${nic##*/}"
}

gateway_tables() {
  gateway=$1
  start table learnedRoutes "$(named "$gateway")" "$gateway" '' network vnet-gateway list-learned-routes \
    --subscription "$(subscription_of "$gateway")" --resource-group "$(group_of "$gateway")" --name "${gateway##*/}"
  start table bgpPeerStatus "$(named "$gateway")" "$gateway" '' network vnet-gateway list-bgp-peer-status \
    --subscription "$(subscription_of "$gateway")" --resource-group "$(group_of "$gateway")" --name "${gateway##*/}"
}

# What a gateway tells each of its peers; the peers stand in the table of their states.
gateway_advertises() {
  gateway=$1
  status=$tables/bgpPeerStatus.$(named "$gateway").json
  [ -f "$status" ] || return 0
  sed -n 's/.*"neighbor": "\([^"]*\)".*/\1/p' "$status" | sort -u >"$state/peers.tsv"
  while IFS= read -r peer; do
    start table advertisedRoutes "$(named "$gateway").$(named "/$peer")" "$gateway" \
      "\"peer\": \"$(escaped "$peer")\",$line_break" network vnet-gateway list-advertised-routes \
      --subscription "$(subscription_of "$gateway")" --resource-group "$(group_of "$gateway")" \
      --name "${gateway##*/}" --peer "$peer"
  done <"$state/peers.tsv"
}

route_server_tables() {
  connection=$1
  server=$(holder_of "$connection")
  for direction in learned advertised; do
    start table "${direction}Routes" "$(named "$connection")" "$server" \
      "\"peering\": \"$(escaped "${connection##*/}")\",$line_break" \
      network routeserver peering "list-$direction-routes" --subscription "$(subscription_of "$server")" \
      --resource-group "$(group_of "$server")" --routeserver "${server##*/}" --name "${connection##*/}"
  done
}

circuit_tables() {
  circuit=$1
  for path in primary secondary; do
    for what in list-route-tables:circuitRoutes list-arp-tables:circuitArp; do
      start table "${what#*:}" "$(named "$circuit").$path" "$circuit" \
        "\"path\": \"$path\",$line_break\"peering\": \"AzurePrivatePeering\",$line_break" \
        network express-route "${what%:*}" --subscription "$(subscription_of "$circuit")" \
        --resource-group "$(group_of "$circuit")" --name "${circuit##*/}" \
        --path "$path" --peering-name AzurePrivatePeering
    done
  done
}

# hub_tables TYPE ID: the routes that a route table or a connection of a hub has; needs the extension virtual-wan.
hub_tables() {
  hub=$(holder_of "$2")
  start table hubEffectiveRoutes "$(named "$2")" "$hub" \
    "\"hubResource\": {\"type\": \"$1\", \"id\": \"$(escaped "$2")\"},$line_break" \
    network vhub get-effective-routes --subscription "$(subscription_of "$hub")" \
    --resource-group "$(group_of "$hub")" --name "${hub##*/}" --resource-type "$1" --resource-id "$2"
}

hub_route_table() { hub_tables RouteTable "$1"; }
hub_connection() { hub_tables HubVirtualNetworkConnection "$1"; }

# The id of a resource that lies in a file of its own.
own_id() { sed -n 's/^  "id": "\([^"]*\)",\{0,1\}$/\1/p' "$@" | tr -d '\r'; }

collect_evidence() {
  note 'evidence: network interfaces of running VMs'
  cat "$state"/*.machines.tsv 2>/dev/null | awk -F '\t' '$1 == "VM running" { print $3 }' | tr '|' '\n' |
    sort -u >"$state/nics.tsv"
  for_each nic_tables <"$state/nics.tsv"

  note 'evidence: gateways, Route Servers, circuits'
  for file in "$resources"/virtualNetworkGateways.*.json; do
    [ ! -f "$file" ] || own_id "$file"
  done >"$state/gateways.tsv"
  for_each gateway_tables <"$state/gateways.tsv"
  while IFS= read -r hub; do
    [ "${hub%% *}" != RouteServer ] || below route_server_tables "$resources/bgpConnections.$(named "${hub#* }").json"
  done <"$state/hubs.tsv"
  below circuit_tables "$resources"/*.expressRouteCircuits*.json

  note 'evidence: virtual hubs'
  below hub_route_table "$resources"/hubRouteTables.*.json
  below hub_connection "$resources"/hubVirtualNetworkConnections.*.json
  finish
  for_each gateway_advertises <"$state/gateways.tsv"
  finish
}

# --- all of it --------------------------------------------------------------------------------------------------------

# joined FILES…: JSON objects as the inside of a list.
joined() {
  separator=''
  for object in "$@"; do
    [ -f "$object" ] || continue
    printf '%s\n    ' "$separator"
    cat "$object"
    separator=,
  done
}

write_index() {
  {
    printf '{\n  "format": 1,\n  "collected": "%s",\n  "files": [' "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
    joined "$state"/*.entry
    printf '\n  ],\n  "failed": ['
    joined "$state"/*.failed
    printf '\n  ]\n}\n'
  } >"$output/collected.json"
}

printf '%s\n' "$subscriptions" >"$state/subscriptions.tsv"
while IFS= read -r each_subscription; do
  if [ -z "$groups" ]; then
    collect_scope "$each_subscription" ''
  else
    printf '%s' "$groups" >"$state/groups.tsv"
    while IFS= read -r each_group; do
      collect_scope "$each_subscription" "$each_group"
    done <"$state/groups.tsv"
  fi
done <"$state/subscriptions.tsv"
note 'resources that lie below others'
collect_children
[ "$evidence" = no ] || collect_evidence
write_index

count() { find "$1" -name "$2" | wc -l | tr -d ' '; }

failures=$(count "$state" '*.failed')
note "$(count "$resources" '*.json') files of resources, $(count "$tables" '*.json') tables in $output"
[ "$failures" -eq 0 ] || note "commands that failed: $failures; collected.json names them. Run again to repeat them alone."
[ "$(count "$resources" '*.json')" -gt 0 ] || exit 1
