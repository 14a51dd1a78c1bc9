// English messages about questions.
import type * as questions from '../../findings/questions.ts'
import type { MessagesOf } from '../catalogue.ts'
import { formatNumber, printable } from '../printable.ts'
import { count, didYouMean, knownNames, quote, quoteAll, things } from './wording.ts'

const toolsForPorts = quoteAll(['psping', 'ethr', 'traceroute'], 'or')

export const questionMessages: MessagesOf<typeof questions> = {
  HP5001: ({ kind, name, known, suggestion }) => ({
    message: `There is no ${things[kind]} named ${quote(name)} in the inputs.`,
    advice: `${didYouMean(suggestion)}${knownNames(known)}${kind === 'source' || kind === 'destination' ? 'A host that no input describes goes by its IP address. ' : ''}The command inspect lists everything that was read.`,
  }),
  HP5002: ({ kind, name, ids }) => ({
    message: `More than one ${things[kind]} is named ${quote(name)}: ${quoteAll(ids)}.`,
    advice: kind === 'host' ? 'Write SITE/HOST.' : 'Write RESOURCE_GROUP/NAME or the whole id.',
  }),
  HP5003: ({ address, subnet }) => ({
    message:
      subnet === undefined
        ? `The address ${quote(address)} belongs to no network interface, subnet or site of the inputs.`
        : `Nothing has the address ${quote(address)} in the subnet ${quote(subnet)}, so nothing sends from it.`,
    advice:
      subnet === undefined
        ? 'Check the address, or add the network that it lies in: a template, an export, or a site in hairpin.yaml.'
        : 'Check the address, or add the machine that has it to the inputs.',
  }),
  HP5004: ({ source }) => ({
    message: `${quote(source)} has no known private IP address, so it cannot send.`,
    advice: 'Give it a static private IP address, or name another source or one of its network interfaces.',
  }),
  HP5005: ({ vm }) => ({
    message: `The virtual machine ${quote(vm)} is deallocated. The answer shows what would happen if it ran.`,
    advice: 'Start it before you compare the answer with the real network.',
  }),
  HP5006: ({ members }) => ({
    message: `Routing does not settle: these BGP sessions take each other down and up again: ${quoteAll(members)}.`,
    advice:
      'Route the peer addresses of these sessions in a way that does not depend on what the sessions announce, e.g. by a host route.',
  }),
  HP5007: ({ codes }) => ({
    message: `Azure would refuse this topology (${quoteAll(codes)}). The answer tells what it would do if it existed.`,
    advice: 'Correct these errors first, then ask again.',
  }),
  HP5009: ({ speaker, peer, found, limit }) => ({
    message: `${quote(speaker)} receives ${count(found, 'route')} from ${quote(peer)}; the limit is ${formatNumber(limit)}, and above it Azure ends the session.`,
    advice:
      'Announce fewer prefixes: summarise them, or filter what is not needed. Until then none of these routes is in the answer.',
  }),
  HP1105: ({ machine, part, found }) => ({
    message: `${quote(machine)} has no ${part === 'frr' ? 'route table of FRR' : 'BGP table of FRR'} to show: ${
      {
        noFrr: 'nothing that was read says that FRR runs there',
        noBgp: 'its FRR has static routes only',
        off: 'its bgpd is not switched on',
        ios: "it is one of Cisco's systems, whose own forms are not printed",
        bird: 'BIRD runs there, whose own forms are not printed',
      }[found]
    }.`,
    advice:
      found === 'noFrr'
        ? 'Name its configuration in hairpin.yaml: guests: { NAME: { files: { frr: frr.conf } } }. The kernel routes are there: --show route.'
        : 'The command bgp prints what its daemon knows, and --show route what its kernel has.',
  }),
  HP5010: ({ speaker, peer }) => ({
    message: `${quote(speaker)} cannot reach its BGP peer ${quote(peer)}, or no answer comes back, so the session does not come up.`,
    advice: 'Trace from the machine to the address of the peer to see where packets end.',
  }),
  HP5012: ({ prefix, speakers }) => ({
    message: `BGP never settles for ${quote(prefix)}: the best path of each of these depends on what the others choose: ${quoteAll(speakers)}.`,
    advice:
      'Look at the policies of these routers (local preference, route maps): together they prefer in a circle. The tables show one state of many.',
  }),
  HP5011: ({ prefix, related }) => ({
    message: `No BGP speaker knows the prefix ${quote(prefix)}.`,
    advice:
      related.length === 0
        ? 'The command bgp without a prefix lists what every speaker knows.'
        : `Known around it: ${quoteAll(related)}. A prefix is told as it was announced, neither split nor joined.`,
  }),
  HP5008: ({ vnet, source, kind, peers }) => ({
    message: `The ${things[kind]} ${quote(source)} gives routes to the virtual network ${quote(vnet)}, and no input says what its BGP peers announce: ${quoteAll(peers)}.`,
    advice:
      'Describe each peer in hairpin.yaml: as a site with the prefixes it advertises, or a guest with its BGP configuration, and name it under devices. Until then route tables may lack rows, and a trace that may need one ends as unknown.',
  }),
  HP5060: ({ tool, sends, protocol, port }) => ({
    message: `${quote(tool)} sends ${sends === 'icmp' ? 'ICMP echo requests' : sends.toUpperCase()}, so it cannot ask for ${protocol.toUpperCase()}${port === undefined ? '' : ` to port ${port}`}.`,
    advice:
      sends === 'icmp' && port === undefined
        ? `Leave out --proto. To ask for TCP, name a port behind the destination (TO:443) and use ${toolsForPorts}.`
        : sends === 'icmp'
          ? `Leave out the port, or ask for it with --style ${toolsForPorts}.`
          : 'Leave out --proto, or use another --style.',
  }),
  HP5061: ({ found }) => ({
    message: found === '' ? 'No port stands behind the colon.' : `${quote(found)} is no port.`,
    advice: 'Write a number from 1 to 65535 behind the colon, or leave out the colon.',
  }),
  HP5062: ({ port }) => ({
    message: `ICMP has no ports, so it cannot be sent to port ${port}.`,
    advice: 'Leave out the port, or use --proto tcp or udp.',
  }),
  HP5063: ({ name, type, role, ends }) => ({
    message: `${quote(name)} (${printable(type)}) cannot be the ${role} of a trace: it ${role === 'source' ? 'sends nothing by itself' : 'has no address of its own'}.`,
    advice:
      ends.length > 0
        ? `Name who is meant: ${quoteAll(ends, 'or')}.`
        : `Name a machine, a network interface, ${role === 'source' ? '' : 'a load balancer, a public IP address, a private endpoint, '}or a host of a site, or write an IP address.`,
  }),
  HP5064: ({ name, role, family, other }) => ({
    message:
      role === 'source'
        ? `${quote(name)} cannot send to ${quote(other)}: it has no ${family} address.`
        : `${quote(other)} cannot send to ${quote(name)}, which has no ${family} address.`,
    advice: 'Ask for two ends of one family: IPv4 and IPv6 are not translated into each other.',
  }),
  HP5065: ({ destination }) => ({
    message: `${quote(destination)} has no known IP address, so nothing can be sent to it.`,
    advice: 'State its address in the inputs, or write an IP address in its place.',
  }),
  HP5066: ({ text, found }) => ({
    message:
      found === 'url'
        ? `${quote(text)} is a URL; a trace needs a name or an IP address.`
        : found === 'prefix'
          ? `${quote(text)} is a prefix; a trace needs one address.`
          : `${quote(text)} is no IP address.`,
    advice:
      found === 'prefix'
        ? 'Write an address that lies in it, or the name of a machine.'
        : 'Write it like this: 10.0.0.4, or 10.0.0.4:443 with a port; fd00::4, or [fd00::4]:443.',
  }),
  HP5067: ({ name, frontends }) => ({
    message: `${quote(name)} means more than one frontend: ${quoteAll(frontends)}.`,
    advice: 'Write BALANCER/FRONTEND, the name of its public IP address, or its address.',
  }),
  HP5068: ({ address, owners }) => ({
    message: `More than one has the address ${quote(address)}: ${quoteAll(owners)}.`,
    advice: 'Name the machine or network interface that sends.',
  }),
  HP5069: ({ source, port }) => ({
    message: `Only the destination of a trace has a port, and the source is written with one: ${quote(port)}.`,
    advice: `Write ${quote(source)}.`,
  }),
  HP5080: ({ connection, hub, vnet }) => ({
    message: `${quote(vnet)} goes to the Internet by its own route, though the hub ${quote(hub)} has a default route: the connection ${quote(connection)} does not take it.`,
    advice:
      'Set enableInternetSecurity of the connection to true. In templates it is false unless it is stated.',
  }),
}
