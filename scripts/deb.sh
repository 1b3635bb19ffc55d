# shellcheck shell=bash
# A Debian package of the desktop app and the command line, made with dpkg-deb alone. Read by ./dev.

# deb BINARY: puts the program, its entry in menus, its icon and its licences into .dev/rapport_VERSION_ARCH.deb; says where.
# What the program needs beside itself is the C library that it was built against.
deb() {
  local binary=$1 version architecture libc root package
  command -v dpkg-deb >/dev/null || die "A Debian package is made on Debian: dpkg-deb is missing."
  version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
  architecture=$(dpkg --print-architecture)
  libc=$(dpkg-query --show --showformat '${Version}' libc6 | sed 's/-.*//')
  root=.dev/deb
  package=.dev/rapport_${version}_${architecture}.deb
  rm -rf "$root"
  install -D --mode 755 --strip "$binary" "$root/usr/bin/rapport"
  install -D --mode 644 desktop/package/rapport.desktop "$root/usr/share/applications/rapport.desktop"
  install -D --mode 644 desktop/src/app/style/icon.svg "$root/usr/share/icons/hicolor/scalable/apps/rapport.svg"
  install -d --mode 755 "$root/usr/share/doc/rapport" "$root/DEBIAN"
  cat LICENSE-MIT LICENSE-APACHE >"$root/usr/share/doc/rapport/copyright"
  chmod 644 "$root/usr/share/doc/rapport/copyright"
  cat >"$root/DEBIAN/control" <<TEXT
Package: rapport
Version: $version
Architecture: $architecture
Maintainer: The Rapport authors <rapport@localhost>
Installed-Size: $(du -sk "$root/usr" | cut -f 1)
Depends: libc6 (>= $libc)
Recommends: xdg-utils, www-browser
Section: misc
Priority: optional
Description: companion for practices that live on referrals
 Keeps who you know, when you last saw them, what you brought and promised,
 and who sent whom. Works without a network; your own devices agree through a
 server of yours. Brings the command line and the desktop app, which serves
 its pages to this computer's browser.
TEXT
  dpkg-deb --root-owner-group --build "$root" "$package" >&2
  echo "$package"
}
