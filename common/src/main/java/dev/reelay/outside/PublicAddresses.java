package dev.reelay.outside;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses that belong to the public Internet, after the special-purpose registries of IANA. IPv6 is refused unless it
 * is global unicast, so that ranges nobody has thought of are refused too.
 */
final class PublicAddresses {
    private static final List<AddressBlock> NOT_PUBLIC_V4 = blocks(
            "0.0.0.0/8", // this host
            "10.0.0.0/8", // private
            "100.64.0.0/10", // carrier-grade NAT, and the metadata of one cloud
            "127.0.0.0/8", // loopback
            "168.63.129.16/32", // the platform of one cloud, seen from inside it
            "169.254.0.0/16", // link-local, and the metadata of most clouds
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments, and the metadata of one cloud
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // relays of 6to4
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, and broadcast

    private static final AddressBlock GLOBAL_UNICAST_V6 = AddressBlock.of("2000::/3");

    private static final List<AddressBlock> NOT_PUBLIC_V6 = blocks(
            "2001::/23", // protocol assignments, Teredo among them
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4, which carries any IPv4 address
            "3fff::/20"); // documentation

    /** NAT64: what the name server of an IPv6-only network makes of an IPv4 address, which stands in the last four bytes. */
    private static final AddressBlock NAT64 = AddressBlock.of("64:ff9b::/96");

    private PublicAddresses() {}

    static boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? publicV4(bytes) : publicV6(bytes);
    }

    private static boolean publicV4(byte[] address) {
        return NOT_PUBLIC_V4.stream().noneMatch(block -> block.contains(address));
    }

    private static boolean publicV6(byte[] address) {
        if (NAT64.contains(address)) {
            return publicV4(Arrays.copyOfRange(address, 12, 16));
        }
        return GLOBAL_UNICAST_V6.contains(address)
                && NOT_PUBLIC_V6.stream().noneMatch(block -> block.contains(address));
    }

    private static List<AddressBlock> blocks(String... texts) {
        return Stream.of(texts).map(AddressBlock::of).toList();
    }
}
