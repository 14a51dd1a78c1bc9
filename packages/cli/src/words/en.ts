// The command's own words in English.
import type { CommandWords } from './catalogue.ts'

/** All English words of the command. */
export const english: CommandWords = {
  purpose: 'Hairpin tells where every packet goes in an Azure hub-and-spoke network, before it is deployed.',
  usageHeading: 'Usage',
  commandsHeading: 'Commands',
  argumentsHeading: 'Arguments',
  optionsHeading: 'Options',
  examplesHeading: 'Examples',
  exitCodesHeading: 'Exit codes',
  commands: {
    routes: 'effective routes, as `az network nic show-effective-route-table -o table` prints them',
    trace: 'the way there and the way back, hop by hop, and why',
    bgp: 'what every BGP speaker learned and advertises; where a prefix comes from and where it stops',
    guest: "a machine's addresses, kernel routes and FRR tables, as the machine itself prints them",
    inspect: 'what was read, what is not known, what is assumed',
    compare: 'tables collected from Azure beside the prediction, and what is behind each difference',
    init: 'a hairpin.yaml with a commented line for each thing that no input tells',
    tour: 'an example network, its routes and one trace explained',
  },
  arguments: {
    routes:
      'NIC, VM, SUBNET (vnet/subnet) or GATEWAY, which may also be a Route Server or an Azure Firewall: one place; without a name all places.',
    trace:
      'FROM and TO: a VM, a NIC, a service, a host of a site, or an address; FROM may be internet, TO a public IP address, load balancer, firewall or private endpoint. A PORT behind TO asks for TCP, unless --proto says UDP; an IPv6 address with a port is written [address]:port.',
    bgp: 'SPEAKER: a gateway, a Route Server, a virtual hub, a circuit, a machine or a site; without a name all of them.',
    guest: 'VM: a virtual machine, or a scale set for its first instance.',
    inspect: 'No names.',
    compare:
      'FOLDER holds the output of az, in files or in a folder evidence/; one file will do. The prediction is made from INPUT, else from what FOLDER itself holds (resources/ and hairpin.yaml). A table belongs to the NIC, machine, gateway, circuit or hub that its file is named after.',
    init: 'No names. The file is written beside the first INPUT, unless one is there.',
    tour: 'None.',
  },
  options: {
    output: 'form of the answer',
    wide: "also the user route's name, where it was written, and its rule",
    proto: 'protocol of the packet (icmp; tcp with a port)',
    style: 'print what this tool would print',
    expect: 'exit code 1 when the outcome is another',
    prefix: 'where this prefix originates, who learns it, where and why it stops',
    show: 'only this part; layers: where the kernel and the effective routes differ',
    place:
      'what the tables of a file belong to, e.g. a NIC, ROUTE_SERVER/PEER, CIRCUIT/primary; may be repeated',
    strict: 'exit code 1 when a row differs',
    stdout: 'print the file and write nothing',
    force: 'replace a hairpin.yaml that is there',
    param: 'a parameter of the template; may be repeated',
    modulePath:
      'where modules of a registry or template spec lie, by the front part of their paths; may be repeated',
    moduleCache: 'folder that `bicep restore` filled; may be repeated',
    env: 'an environment variable for readEnvironmentVariable() of a parameter file; may be repeated',
    externalInput: 'a value for externalInput() of a parameter file, as KIND or KIND:NAME; may be repeated',
    era: "year of Azure's behaviour to predict (the newest)",
    plan: 'which side of a Terraform plan (after)',
    root: 'files are read below this folder only',
    resourceGroup: 'resource group of what the template deploys',
    subscription: 'subscription of what the template deploys',
    location: 'region of what the template deploys',
    lang: 'language of texts (from LC_ALL, LC_MESSAGES or LANG)',
    verbose: 'every equal-cost way in full, notes, and details of crashes',
    color: 'no colours; NO_COLOR does the same',
    version: 'print the version',
    help: 'print this help',
  },
  oneOf: (values) => `; one of: ${values.join(', ')}`,
  inputs:
    'INPUT is a template, an export or a folder that holds them; the current folder by default. An argument that names an existing file or folder is an input, any other one is a name. Names may be qualified as group/name, or be resource ids.',
  exitCodes: [
    ['0', 'answered (a dropped packet is an answer)'],
    ['1', 'a finding is an error, --expect is not met, or --strict and a row differs'],
    ['2', 'could not answer: wrong usage, an unreadable input, a name that is not there'],
  ],
  moreHelp: 'Help for one command: hairpin COMMAND --help',

  reading: (files) => `Reading file ${files}…`,
  analysing: (resources) => `Working out the routes of ${resources} resources…`,
  answering: 'Answering…',

  expectationNotMet: (expected, verdict) => `--expect ${expected} is not met: ${verdict}`,

  differencesNotAllowed: (differences) =>
    `--strict: ${differences} ${differences === 1 ? 'row differs' : 'rows differ'}`,
  written: (file) =>
    `Written: ${file}. Nothing in it counts yet: uncomment the lines that you can fill in, then ask again.`,

  tour: {
    title: 'Two hubs, one ExpressRoute circuit',
    description:
      'Two hub-and-spoke networks whose hubs hang on the same ExpressRoute circuit: traffic between them turns round at the edge of the circuit (the hairpin), while spokes of the same hub cannot reach each other.',
  },
}
