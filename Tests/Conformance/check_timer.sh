#!/usr/bin/env bash
# Boots systemd over a copy of this machine's root that is thrown away, installs the timer there as a
# user would, with the run of last month missed, and looks at what it does.
#
# Usage: check_timer.sh TARBALL FIXTURES, as root. Exits 1 where the timer or its run is at fault.
set -euo pipefail
[ "$(id -u)" -eq 0 ] || exec sudo "$0" "$@"
tarball=$(realpath "$1")
fixtures=$(realpath "$2")
# Last month in China, where it may be the next day already.
month=$(date -d "$(TZ=Asia/Shanghai date +%Y-%m-15) -1 month" +%Y-%m)
work=$(mktemp -d -p /var/tmp)
trap 'rm -rf "$work"' EXIT
mkdir "$work/changes" "$work/overlay" "$work/root"

# What is run once systemd is up; its output is what the checks below read.
cat >"$work/probe" <<PROBE
exec >/srv/probe/out 2>&1
sh /srv/probe/*/share/monthly-merge/install-timer /srv/months reporter
for _ in \$(seq 60); do sleep 0.5; [ ! -d /srv/months/$month/汇总 ] || break; done
systemctl start monthly-merge.service
echo "timer: \$(systemctl is-enabled monthly-merge.timer) \$(systemctl is-active monthly-merge.timer)"
echo "result: \$(systemctl show monthly-merge.service -P Result)"
echo "now: \$(date +%s)"
echo "next: \$(TZ=Asia/Shanghai date -d "\$(systemctl show monthly-merge.timer -P NextElapseUSecRealtime)" '+%d %T')"
echo "owner: \$(stat -c %U "/srv/months/$month/汇总/全省汇总-$month.xlsx")"
journalctl -q -u monthly-merge.service -o cat _COMM=monthly-merge | sed 's/^/journal: /'
sync
systemctl --force --force poweroff
PROBE

cat >"$work/boot" <<'BOOT'
set -e
root=$work/root
mount --make-rprivate /
mount -t overlay overlay -o "lowerdir=/,upperdir=$work/changes,workdir=$work/overlay" "$root"
mount -t proc proc "$root/proc"
# Nothing of the machine but its harmless devices, as in a container.
mount -t sysfs -o ro sysfs "$root/sys"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for device in null zero full random urandom tty; do
  touch "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mkdir "$root/dev/shm" "$root/dev/pts"
mount -t devpts -o newinstance,ptmxmode=666 devpts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
mount -t tmpfs tmpfs "$root/run"
mount -t tmpfs tmpfs "$root/sys/fs/cgroup"
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
  mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
else
  mkdir "$root/sys/fs/cgroup/systemd"
  mount -t cgroup -o none,name=systemd cgroup "$root/sys/fs/cgroup/systemd"
fi
mkdir -p "$root/srv/probe" "$root/srv/months" "$root/var/lib/systemd/timers"
tar -xf "$tarball" -C "$root/srv/probe"
cp "$work/probe" "$root/srv/probe/probe"
cp -r "$fixtures/2022-05" "$root/srv/months/$month"
rm -rf "$root/srv/months/$month/汇总"
chroot "$root" useradd --system reporter
chroot "$root" chown -R reporter /srv/months
# The timer ran two months ago, and not since.
touch -d "60 days ago" "$root/var/lib/systemd/timers/stamp-monthly-merge.timer"
printf '%s\n' "[Unit]" "DefaultDependencies=no" "Wants=basic.target" "After=basic.target" \
  "[Service]" "Type=oneshot" "ExecStart=/bin/bash /srv/probe/probe" "TimeoutStartSec=120" \
  >"$root/etc/systemd/system/probe.service"
export container=other
exec chroot "$root" /lib/systemd/systemd --system --log-target=null --unit=probe.service
BOOT

export work tarball fixtures month
timeout -s KILL 180 unshare --pid --fork --kill-child=KILL --mount --cgroup --uts --ipc \
  bash "$work/boot" </dev/null >"$work/boot.log" 2>&1 || true
out=$work/changes/srv/probe/out
[ -s "$out" ] || { echo "systemd did not come up:" && tail -n 20 "$work/boot.log" && exit 1; } >&2

faults=0
expect() { grep -q -- "$1" "$out" || { echo "the timer: no line “$1”" >&2 && faults=1; }; }
expect '^timer: enabled active$'
expect '^result: success$'
# The next of the days 4 to 10, at six in China, counted from when the timer was asked.
now=$(sed -n 's/^now: //p' "$out")
for days in $(seq 0 31); do
  next=$(TZ=Asia/Shanghai date -d "$(TZ=Asia/Shanghai date -d "@${now:-0}" +%F) 06:00:00 $days days" '+%s %d %T')
  [ "${next%% *}" -gt "${now:-0}" ] || continue
  case ${next#* } in 04* | 05* | 06* | 07* | 08* | 09* | 10*) break ;; esac
done
expect "^next: ${next#* }$"
expect '^owner: reporter$'
# The run that was missed is made up for; the one after it finds nothing to do.
expect '^journal: 结论  已汇总'
expect '^journal: 结论  无事可做'
# Nothing speaks but the program: no thread may say that its priority was refused, unless this machine
# can't grant it whatever the unit says.
refused='^$'
prlimit --nice=24:24 true 2>/dev/null || refused='Failed to set thread priority'
if grep '^journal: ' "$out" | grep -v "$refused" | LC_ALL=C.UTF-8 grep -vP '\p{Han}' >&2; then faults=1; fi
[ "$faults" -eq 0 ] || { cat "$out" >&2 && exit 1; }
echo "the timer under systemd $(systemctl --version | awk 'NR == 1 { print $2 }'): 0 faults"
