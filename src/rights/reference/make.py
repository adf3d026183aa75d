#!/usr/bin/env python3
"""Makes ../reference.json from named sources. Run it where they are unpacked:

    apt-get download iso-codes tzdata        # dpkg-deb -x each
    npm pack cldr-core@48.2.0                # tar xzf
    python3 make.py --iso DIR --tz DIR --cldr DIR

  --iso   the unpacked Debian package iso-codes   (names and codes of ISO 3166-1 and 3166-2)
  --tz    the unpacked Debian package tzdata      (zones of each territory, and how their clocks behave)
  --cldr  the unpacked npm package cldr-core      (the M49 tree, the UN, today's EU and euro area)

What no source holds stands in house.json beside this file, each entry with its reason: the dates of accessions, fuzzy edges,
the parts of a territory that rules name, and the taxonomies. The same inputs always make the same bytes.
"""

import argparse
import hashlib
import json
import re
import struct
from pathlib import Path

HERE = Path(__file__).resolve().parent
# Zones of one territory whose clocks have agreed since then, and will as far as is decided, are one atom.
SINCE = 1577836800  # 2020-01-01T00:00Z


def behaviour(path):
    """What a clock does from SINCE on: its offset then, each later change, and the rule for the time after."""
    data = path.read_bytes()
    if data[:4] != b"TZif":
        raise SystemExit(f"{path} is no time zone file")

    def header(at):
        return struct.unpack(">6l", data[at + 20 : at + 44])

    utc, std, leap, times, types, chars = header(0)
    second = 44 + times * 5 + types * 6 + chars + leap * 8 + std + utc
    utc, std, leap, times, types, chars = header(second)
    at = second + 44
    moments = struct.unpack(f">{times}q", data[at : at + 8 * times])
    at += 8 * times
    kinds = data[at : at + times]
    at += times
    offsets = [struct.unpack(">l", data[at + 6 * n : at + 6 * n + 4])[0] for n in range(types)]
    at += 6 * types + chars + leap * 12 + std + utc
    # The rule without the abbreviations, which say nothing about the clock.
    rule = re.sub(r"<[^>]*>|[A-Za-z]{3,}", "", data[at:].decode().strip())
    before = [offsets[kind] for moment, kind in zip(moments, kinds) if moment <= SINCE]
    now = before[-1] if before else offsets[0]
    changes = []
    for moment, kind in zip(moments, kinds):
        if moment > SINCE and offsets[kind] != (changes[-1][1] if changes else now):
            changes.append((moment, offsets[kind]))
    return (now, tuple(changes), rule)


def zones(tz, codes, house):
    """For each code its zones, one for each behaviour; `most areas` speaks for those that agree with it."""
    folder = tz / "usr/share/zoneinfo"
    found = {code: [] for code in codes}
    for line in (folder / "zone.tab").read_text().splitlines():
        if line and not line.startswith("#"):
            code, _, zone, *comment = line.split("\t")
            if code in found:
                found[code].append((zone, "most areas" in "".join(comment)))
    found.update({code: [(zone, True)] for code, zone in house["zones"].items()})
    atoms = {}
    for code in sorted(codes):
        classes = {}
        for zone, most in found[code]:
            rank = 0 if zone in house["speaks_for"] else 1 if most else 2
            classes.setdefault(behaviour(folder / zone), []).append((rank, zone))
        if not classes:
            raise SystemExit(f"{code} has no zone")
        # min() keeps the first of equals, which is the order of zone.tab.
        atoms[code] = [min(alike, key=lambda each: each[0])[1] for alike in classes.values()]
    return atoms, sum(len(set(zone for zone, _ in each)) for each in found.values())


def containment(cldr, atoms, parts):
    """The M49 tree flattened to codes, the UN, and what CLDR counts to the EU and the euro area today."""
    tree = json.loads((cldr / "supplemental/territoryContainment.json").read_text())["supplemental"]
    tree = tree["territoryContainment"]
    skipped = set()

    def below(key):
        members = set()
        for child in tree[key]["_contains"]:
            if child in tree and child != key:
                members |= below(child)
            elif child in atoms or child in parts:
                members.add(child)
            else:
                skipped.add(child)
        return members

    groups = {key: below(key) for key in tree if re.fullmatch(r"[0-9]{3}", key) and key != "001"}
    for key, extra in tree.items():
        grouping = re.fullmatch(r"([0-9]{3})-status-grouping", key)
        if grouping and grouping[1] != "001":
            for child in extra["_contains"]:
                groups[child] = below(child)
    return groups, {key: below(key) for key in ("UN", "EU", "EZ")}, sorted(skipped)


def m49_versions(members, parts):
    """A part that CLDR counts to another region than its whole (the Canaries to Africa) is possible in both: M49 is
    statistics, and no contract says which of the two it means."""
    apart = {part: told["of"] for part, told in parts.items() if told.get("own_region")}
    edge = {part for part, whole in apart.items() if (part in members) != (whole in members)}
    version = {"from": "1900-01-01", "members": sorted(m for m in members if m not in parts)}
    if edge:
        version["possible"] = sorted(edge)
    return {"dated": False, "versions": [version]}


def dated(history):
    """Accessions and departures, each on its day, to one version a day."""
    members, versions = set(), []
    edges = history.get("possible", {})
    for day in sorted(set(history["joined"]) | set(history.get("left", {}))):
        members |= set(history["joined"].get(day, []))
        members -= set(history.get("left", {}).get(day, []))
        near = {edge for whole, ones in edges.items() if whole in members or whole == "*" for edge in ones}
        possible = sorted(near - members)
        version = {"from": day, "members": sorted(members)}
        if possible:
            version["possible"] = possible
        versions.append(version)
    return {"dated": True, "versions": versions}


def names(iso, parts, house):
    listed = json.loads((iso / "usr/share/iso-codes/json/iso_3166-1.json").read_text())["3166-1"]
    found = {each["alpha_2"]: each.get("common_name", each["name"]) for each in listed}
    divisions = json.loads((iso / "usr/share/iso-codes/json/iso_3166-2.json").read_text())["3166-2"]
    divisions = {each["code"]: each["name"] for each in divisions}
    for part, told in parts.items():
        found[part] = told.get("name") or divisions[part]
    found.update(house["names"])
    return found


def version_of(folder, package):
    """The package's version, which the unpacked tree says in its changelog or manifest."""
    manifest = folder / "package.json"
    if manifest.exists():
        return json.loads(manifest.read_text())["version"]
    import gzip

    log = next((folder / f"usr/share/doc/{package}").glob("changelog.Debian.gz"))
    return re.match(rf"{package} \(([^)]+)\)", gzip.open(log, "rt").readline())[1]


def make(iso, tz, cldr):
    house = json.loads((HERE / "house.json").read_text())
    parts = house["parts"]
    listed = json.loads((iso / "usr/share/iso-codes/json/iso_3166-1.json").read_text())["3166-1"]
    codes = {each["alpha_2"] for each in listed} | set(house["user_assigned"])
    atoms, zone_count = zones(tz, codes, house)
    tree, today, skipped = containment(cldr, atoms, parts)
    groups = {key: dated(history) for key, history in house["dated"].items()}
    for key in ("EU", "EZ"):
        ours = set(groups[key]["versions"][-1]["members"])
        told = set(house["dated"][key].get("beyond_cldr", []))
        if ours ^ today[key] != told:
            raise SystemExit(f"{key} differs from CLDR in {sorted(ours ^ today[key])}, not {sorted(told)}")
    groups.update(house["groups"])
    groups["UN"] = {"dated": False, "versions": [{"from": "2011-07-14", "members": sorted(today["UN"])}]}
    groups.update({key: m49_versions(members, parts) for key, members in sorted(tree.items())})
    said = names(iso, parts, house)
    for code in atoms:
        said.setdefault(code, code)
    territory = {
        "territories": atoms,
        "parts": {part: {key: told[key] for key in ("of", "zone", "all") if key in told} for part, told in parts.items()},
        "groups": groups,
    }
    taxonomy = {key: house[key] for key in ("channels", "purposes", "modifications", "categories")}
    sources = [
        {"name": "ISO 3166-1 and 3166-2, from Debian iso-codes", "version": version_of(iso, "iso-codes")},
        {"name": "IANA time zones, from Debian tzdata", "version": version_of(tz, "tzdata")},
        {"name": "Unicode CLDR territory containment, from cldr-core", "version": version_of(cldr, "cldr-core")},
    ] + house["sources"]
    result = {
        "version": "",
        "territory_version": house["territory_release"] + "-" + digest(territory),
        "taxonomy_version": house["taxonomy_release"] + "-" + digest(taxonomy),
        "sources": sources,
        **territory,
        **taxonomy,
        "defaults": house["defaults"],
        "names": said,
    }
    result["version"] = digest(result)
    several = sum(1 for each in atoms.values() if len(each) > 1)
    print(f"{len(atoms)} territories, {zone_count} zones, {sum(map(len, atoms.values()))} atoms, {len(parts)} parts,")
    print(f"{several} territories with more than one atom; left out of CLDR: {', '.join(skipped)}")
    return result


def digest(value):
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]


def text(value):
    """One line for each entry of the second level, so that a change reads well in a diff."""
    lines = []
    for key, part in value.items():
        if isinstance(part, dict) and part:
            inner = [f"    {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in part.items()]
            lines.append(f"  {json.dumps(key)}: {{\n" + ",\n".join(inner) + "\n  }")
        else:
            lines.append(f"  {json.dumps(key)}: {json.dumps(part, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    told = argparse.ArgumentParser(description="Makes the reference data of the rights engine.")
    for source in ("iso", "tz", "cldr"):
        told.add_argument(f"--{source}", type=Path, required=True)
    given = told.parse_args()
    (HERE.parent / "reference.json").write_text(text(make(given.iso, given.tz, given.cldr)))
