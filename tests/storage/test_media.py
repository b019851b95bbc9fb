"""Which disks are removable, from what Linux says of them (recorded lines)."""

from pathlib import Path

from storage.custody.media import is_removable, parse_mounts, plugged_in, removable

RECORDED = """\
22 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw,errors=remount-ro
25 22 0:23 / /proc rw,nosuid,nodev,noexec,relatime shared:13 - proc proc rw
98 22 259:1 / /boot/efi rw,relatime shared:60 - vfat /dev/nvme0n1p1 rw,fmask=0077
631 22 8:1 / /media/kenshu/CITY\\040USB rw,nosuid,nodev,relatime shared:320 - vfat /dev/sda1 rw
640 22 8:17 / /media/kenshu/LOCKED ro,nosuid,nodev,relatime shared:330 - vfat /dev/sdb1 ro
650 22 8:33 / /media/kenshu/\\346\\263\\225 rw,nosuid shared:331 master:2 - exfat /dev/sdc1 rw
short line
"""


def test_mounts_are_read_with_their_escapes() -> None:
    mounts = {mount.device: mount for mount in parse_mounts(RECORDED)}
    assert mounts["8:1"].folder == Path("/media/kenshu/CITY USB")
    assert mounts["8:17"].read_only
    assert not mounts["259:2"].read_only
    assert len(mounts) == 6


def test_only_removable_disks_that_can_be_written_are_offered() -> None:
    found = removable(parse_mounts(RECORDED), {"8:1", "8:17"}.__contains__)
    assert list(found) == [Path("/media/kenshu/CITY USB")]


def test_a_later_mount_hides_an_earlier_one() -> None:
    twice = RECORDED + "700 22 0:50 / /media/kenshu/CITY\\040USB rw - tmpfs tmpfs rw\n"
    assert list(removable(parse_mounts(twice), {"8:1"}.__contains__)) == []


def test_the_kernel_says_it_of_the_disk_above_the_partition(tmp_path: Path) -> None:
    def device(number: str, place: str, says: str | None) -> None:
        disk = tmp_path / "devices" / place
        (disk / "part1").mkdir(parents=True)
        if says is not None:
            (disk / "removable").write_text(f"{says}\n", encoding="ascii")
        (tmp_path / number).symlink_to(disk / "part1")

    device("8:1", "pci0/usb3/3-1/host6/sda", "0")  # a USB hard disk says 0
    device("8:17", "pci0/mmc0/sdb", "1")
    device("259:2", "pci0/nvme0/nvme0n1", "0")
    device("8:33", "pci0/ata1/sdc", None)
    found = {one: is_removable(one, tmp_path) for one in ("8:1", "8:17", "259:2", "8:33", "0:23")}
    assert found == {"8:1": True, "8:17": True, "259:2": False, "8:33": False, "0:23": False}


def test_this_machine_answers() -> None:
    assert all(medium.folder.is_dir() for medium in plugged_in())
