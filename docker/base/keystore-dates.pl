#!/usr/bin/perl
# keystore-dates.pl FILE SECONDS: gives all certificates in Debian's keystore of trusted authorities the same date, in seconds since 1970.
# Debian writes the time of the installation there, so that each installation has other bytes. The format is Java's JKS, version 2: a
# header of 12 bytes, the entries, and a SHA-1 of the password, a fixed text and the bytes before it. The password is Java's default.
use strict;
use warnings;
use Digest::SHA qw(sha1);

my ($file, $seconds) = @ARGV;
sub refuse { die "cannot set the dates in $file: $_[0]; expected a JKS of certificates with Java's default password\n" }

open(my $in, '<:raw', $file) or die "cannot read $file: $!\n";
my $data = do { local $/; <$in> };
close($in);
my $salt = join('', map { "\0$_" } split(//, 'changeit')) . 'Mighty Aphrodite';
my $body = substr($data, 0, -20);
my ($magic, $version, $count) = unpack('N3', $body);
refuse('its header is another one') if $magic != 0xFEEDFEED || $version != 2;
refuse('its checksum is another one') if sha1($salt . $body) ne substr($data, -20);

my $at = 12;
for (1 .. $count) {
  my ($tag, $name) = unpack('N n/a', substr($body, $at));
  refuse('it has an entry that is no certificate') if $tag != 2;
  $at += 4 + 2 + length($name);
  substr($body, $at, 8) = pack('Q>', $seconds * 1000);
  my ($type, $certificate) = unpack('n/a N/a', substr($body, $at + 8));
  $at += 8 + 2 + length($type) + 4 + length($certificate);
}
refuse('it has more than its entries') if $at != length($body);

open(my $out, '>:raw', $file) or die "cannot write $file: $!\n";
print $out $body, sha1($salt . $body);
close($out) or die "cannot write $file: $!\n";
