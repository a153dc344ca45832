# The machine that the end-to-end suite changes: called in new mount, network, process and host name namespaces, it puts copies in
# the place of what scenarios touch, and runs vitest. All of it goes with the last process.
# usage: sh world.sh REPOSITORY NODE ARGUMENT...
set -eu
repository=$1 node=$2
shift 2
hostname server
ip link set lo up
ip address add 192.0.2.66/32 dev lo
mount --make-rprivate /
# A directory that only this namespace sees, for the copies.
mount -t tmpfs -o mode=755 world /mnt
# Repository and node may lie below a directory that is about to be covered.
mkdir /mnt/sshlog
mount --rbind "$repository" /mnt/sshlog
touch /mnt/node
mount --bind "$node" /mnt/node
cp -a /etc /mnt/etc
mount --bind /mnt/etc /etc
rm -rf /etc/ssh/ssh_host_* /etc/ssh/sshd_config.d/* /etc/ssh/ssh_config.d/* /etc/rsyslog.d/*
# Names as the fixes print them for what the reader fills in.
printf '127.0.0.1 localhost server SERVER\n' > /etc/hosts
for directory in /home /srv /run /var/log; do
  mount -t tmpfs -o mode=755 world "$directory"
done
mkdir -p /run/sshd /run/lock
# root's home may hold this very repository: let him have another one.
sed -i 's#^root:\(.*\):/root:#root:\1:/home/root:#' /etc/passwd
install -d -m 700 /home/root
export HOME=/home/root
# A /dev of its own, for the socket of syslog.
mkdir /mnt/dev
for device in null zero full random urandom tty; do
  touch "/mnt/dev/$device"
  mount --bind "/dev/$device" "/mnt/dev/$device"
done
for directory in pts shm; do
  mkdir "/mnt/dev/$directory"
  mount --rbind "/dev/$directory" "/mnt/dev/$directory"
done
ln -s pts/ptmx /mnt/dev/ptmx
ln -s /proc/self/fd /mnt/dev/fd
ln -s /proc/self/fd/0 /mnt/dev/stdin
ln -s /proc/self/fd/1 /mnt/dev/stdout
ln -s /proc/self/fd/2 /mnt/dev/stderr
mount --rbind /mnt/dev /dev
# Not exec: this shell stays to collect the processes that lose their parent.
cd /mnt/sshlog
/mnt/node node_modules/vitest/vitest.mjs run --config test/e2e/vitest.config.ts "$@"
