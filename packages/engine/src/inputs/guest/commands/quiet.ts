// Commands that are known to leave the way of packets as it is.
import { type Call, done, type Result, unclear } from '../shell/shell.ts'
import type { Commands } from './command.ts'

const names =
  'adduser apache2ctl apachectl apk apt-cache apt-key apt-mark awk az base64 basename blkid cd cfdisk chage chattr chgrp chmod chown chpasswd chsh ' +
  'clear cmp conntrack cp.old crontab curl cut date dd deluser df diff dig dircolors dirname disown dmesg docker docker-compose ' +
  'dpkg dpkg-reconfigure du ethtool fallocate fdisk file find free fsck getent git gpg groupadd groupdel gunzip gzip head helm ' +
  'help host hostname hostnamectl htop id iperf iperf3 ipsec jobs jq kill killall kubeadm kubectl kubelet last less ln locale-gen ' +
  'localectl log logger logrotate ls lsb_release lsblk lscpu lsmod lsof make md5sum mkdir mkfs mkfs.ext4 mkfs.xfs mkswap mktemp ' +
  'modprobe more mount mysql nano nc ncat netcat netperf netstat nginx node npm nping nslookup ntpdate openssl partprobe parted ' +
  'passwd perl pgrep php ping ping6 pip pip3 pkill popd ps pushd pwd python python2 python3 qperf rmdir rmmod rpm rsync ruby ' +
  'screen seq service-alert sha256sum shift shopt shred shuf sleep snap sort split ss ssh ssh-keygen ssh-keyscan stat stress ' +
  'strings stty swanctl swapoff swapon sync sysctl-list tail tar tc tcpdump tcpping tcptraceroute telnet timedatectl tmux top ' +
  'touch tput tr tracepath traceroute trap truncate tty type ufw-status ulimit umask umount unalias alias uname uniq unlink unset ' +
  'unzip update-alternatives update-ca-certificates update-grub update-rc.d uptime useradd userdel usermod vi vim visudo w wait ' +
  'wall watch wc wget which whoami whois write xargs xz yes zip set bg fg add-apt-repository apt-add-repository a2enmod a2ensite ' +
  'debconf-set-selections firewall-offline-cmd growpart resize2fs xfs_growfs setenforce semanage getenforce waagent cloud-init ' +
  'subscription-manager zypper setcap pacman dnf-config-manager yum-config-manager go cargo terraform ansible ansible-playbook ' +
  'gcc cmake squid htpasswd certbot systemd-run systemd-resolve resolvectl loginctl journalctl depmod lspci dmidecode arp arping ' +
  'expr bc let getopts ntttcp ethr sockperf hping3 nmap mtr fping mapfile readarray paste rev scp pidof tshark gcloud aws code xrdp pkg fetch setfacl sha1sum nslookup host snapd'

/** What prints something whose text is not known: a variable that takes it has no known value. */
const quiet = { read: (): Result => unclear }

/** Answers that a script asks for and that are nearly always the same. */
const answers: Commands = [
  [
    'whoami',
    { read: ({ at }: Call): Result => ({ succeeded: true, output: [{ text: 'root', at, exact: false }] }) },
  ],
  ['set', { read: () => done }],
  ['cd', { read: () => done }],
  ['mkdir', { read: () => done }],
  ['chmod', { read: () => done }],
  ['chown', { read: () => done }],
  ['sleep', { read: () => done }],
]

/** The commands of this topic. */
export const quietCommands: Commands = [
  ...names.split(' ').map((name): Commands[number] => [name, quiet]),
  ...answers,
]
