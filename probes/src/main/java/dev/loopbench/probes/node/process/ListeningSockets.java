package dev.loopbench.probes.node.process;

import dev.loopbench.probes.host.ProcFiles;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * On which addresses a process listens: its descriptors held against the socket tables of its
 * network. Immutable. A look costs some microseconds for each descriptor of the process.
 */
public final class ListeningSockets {

    private static final List<String> TABLES = List.of("tcp", "tcp6");
    private static final String LISTEN = "0A";
    private static final int ADDRESS_FIELD = 1;
    private static final int STATE_FIELD = 3;
    private static final int INODE_FIELD = 9;
    private static final int WORD_DIGITS = 8;
    private static final String SOCKET_LINK = "socket:[";

    private final ProcFiles files;
    private final String folder;

    /**
     * @param folder of the process
     */
    ListeningSockets(ProcFiles files, String folder) {
        this.files = files;
        this.folder = folder;
    }

    /** Those of this process, and of all that are in its network. */
    public static ListeningSockets here() {
        return new ListeningSockets(ProcFiles.system(), "proc/self");
    }

    /**
     * Whether somebody in the process's network takes connections to this address. No connection is
     * made: the one who listens notices nothing.
     */
    public boolean take(InetSocketAddress wanted) {
        return inNetwork().stream()
                .map(Socket::address)
                .filter(address -> address.getPort() == wanted.getPort())
                .map(InetSocketAddress::getAddress)
                .anyMatch(host -> takes(host, wanted.getAddress()));
    }

    /** Whoever listens on all addresses of IPv6 takes those of IPv4, too, unless told otherwise. */
    private static boolean takes(InetAddress host, InetAddress wanted) {
        return host.equals(wanted)
                || (host.isAnyLocalAddress()
                        && (host instanceof Inet6Address || wanted instanceof Inet4Address));
    }

    /** Those of the process. */
    List<InetSocketAddress> ofProcess() {
        List<Socket> all = inNetwork();
        if (all.isEmpty()) {
            return List.of();
        }
        Set<String> own = inodes();
        return all.stream()
                .filter(socket -> own.contains(socket.inode))
                .map(Socket::address)
                .distinct()
                .toList();
    }

    /** Whether somebody else in the process's network listens on this port of loopback. */
    boolean isTaken(int port) {
        List<Socket> there =
                inNetwork().stream()
                        .filter(socket -> socket.address.getPort() == port)
                        .filter(socket -> isLocal(socket.address.getAddress()))
                        .toList();
        if (there.isEmpty()) {
            return false;
        }
        Set<String> own = inodes();
        return there.stream().anyMatch(socket -> !own.contains(socket.inode));
    }

    private record Socket(InetSocketAddress address, String inode) {}

    private List<Socket> inNetwork() {
        List<Socket> sockets = new ArrayList<>();
        for (String table : TABLES) {
            for (String line : files.lines(folder + "/net/" + table)) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields.length > INODE_FIELD && fields[STATE_FIELD].equals(LISTEN)) {
                    address(fields[ADDRESS_FIELD])
                            .map(address -> new Socket(address, fields[INODE_FIELD]))
                            .ifPresent(sockets::add);
                }
            }
        }
        return sockets;
    }

    private Set<String> inodes() {
        Set<String> inodes = new HashSet<>();
        for (String descriptor : files.names(folder + "/fd")) {
            files.link(folder + "/fd/" + descriptor)
                    .filter(link -> link.startsWith(SOCKET_LINK) && link.endsWith("]"))
                    .map(link -> link.substring(SOCKET_LINK.length(), link.length() - 1))
                    .ifPresent(inodes::add);
        }
        return inodes;
    }

    private static boolean isLocal(InetAddress host) {
        return host.isLoopbackAddress() || host.isAnyLocalAddress();
    }

    /** Words of 32 bits in the kernel's byte order, then the port; empty for anything else. */
    private static Optional<InetSocketAddress> address(String field) {
        int colon = field.lastIndexOf(':');
        try {
            int port = Integer.parseInt(field.substring(colon + 1), 16);
            ByteBuffer bytes =
                    ByteBuffer.allocate(Math.max(0, colon / 2)).order(ByteOrder.nativeOrder());
            for (int at = 0; at < colon; at += WORD_DIGITS) {
                bytes.putInt(Integer.parseUnsignedInt(field.substring(at, at + WORD_DIGITS), 16));
            }
            InetAddress host = InetAddress.getByAddress(bytes.array());
            return Optional.of(new InetSocketAddress(host, port));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | UnknownHostException bad) {
            return Optional.empty();
        }
    }
}
