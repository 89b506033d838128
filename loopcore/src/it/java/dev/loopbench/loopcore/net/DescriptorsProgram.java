package dev.loopbench.loopcore.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of its own with few descriptors: it uses up all, has clients connect to its listener,
 * and fails unless rule S08 holds.
 */
final class DescriptorsProgram {

    private static final int CLIENTS = 3;

    private final NetLoop net = new NetLoop();
    private final List<TcpConnection> accepted = new ArrayList<>();
    private final List<TcpConnection> clients = new ArrayList<>();
    private final List<SocketChannel> fillers = new ArrayList<>();
    private final TcpListener listener;
    private int connected;
    private int ended;

    private DescriptorsProgram() throws NetException {
        listener = net.listen(accepted::add);
    }

    public static void main(String[] arguments) throws IOException {
        new DescriptorsProgram().run();
    }

    private void run() throws IOException {
        connectClients(); // so that each class there is use of is loaded while files can be opened
        net.runUntil(() -> accepted.size() == CLIENTS);
        accepted.forEach(TcpConnection::close);
        net.runUntil(() -> ended == CLIENTS);
        require(listener.refusedForDescriptors() == 0, "nobody is refused while there is room");
        connected = 0;
        ended = 0;

        connectClients();
        useUpDescriptors();
        net.runUntil(() -> ended == CLIENTS);

        require(connected == CLIENTS, "the clients see a connection, then its end");
        require(accepted.size() == CLIENTS, "the listener's callback is not called");
        require(listener.refusedForDescriptors() == CLIENTS, "the refused are counted");

        for (SocketChannel filler : fillers) {
            filler.close();
        }
        connectClients();
        net.runUntil(() -> accepted.size() == 2 * CLIENTS);

        clients.forEach(TcpConnection::close);
        accepted.stream().skip(CLIENTS).forEach(TcpConnection::close);
        listener.close();
        net.runToEnd();
    }

    private void connectClients() {
        for (int i = 0; i < CLIENTS; i++) {
            TcpConnection client = net.tcp.connection();
            clients.add(client);
            client.connect(
                    listener.localAddress(),
                    error -> {
                        require(error == null, "connected");
                        connected++;
                        client.readStart(new CountingEnds());
                    });
        }
    }

    private void useUpDescriptors() {
        try {
            for (int i = 0; i < 100_000; i++) {
                fillers.add(SocketChannel.open());
            }
        } catch (IOException none) {
            require(NetError.of(none) == NetError.EMFILE, "out of descriptors: " + none);
            return;
        }
        throw new IllegalStateException("there is no limit to descriptors here");
    }

    private static void require(boolean so, String what) {
        if (!so) {
            throw new IllegalStateException("not so: " + what);
        }
    }

    private final class CountingEnds implements ReadCallback {

        @Override
        public void read(ByteBuffer data) {
            throw new IllegalStateException("nobody sends");
        }

        @Override
        public void ended(NetError reason) {
            require(reason == NetError.EOF, "the end of the stream: " + reason);
            ended++;
        }
    }
}
