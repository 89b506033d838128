package dev.loopbench.loopcore.net;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.EventLoopConfig;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.loopcore.fs.FileSource;
import dev.loopbench.loopcore.poll.SelectorPoller;
import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.pool.ThreadWorkerPool;
import dev.loopbench.loopcore.pool.WorkerThreads;
import dev.loopbench.loopcore.stream.Buffering;
import dev.loopbench.loopcore.stream.ChunkBuffers;
import dev.loopbench.loopcore.stream.Readable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Sends a file to a port of this machine: {@code FILE PORT}. For {@link FilePipeIT} to run. */
final class FilePipeProgram {

    private FilePipeProgram() {}

    public static void main(String[] args) throws IOException {
        SystemNanoClock clock = new SystemNanoClock();
        try (ThreadWorkerPool pool =
                        new ThreadWorkerPool(
                                PoolShape.of(1),
                                clock,
                                CpuClock.NONE,
                                PoolObserver.NONE,
                                new WorkerThreads());
                EventLoop loop =
                        new EventLoop(EventLoopConfig.of(clock, new SelectorPoller(), pool))) {
            TcpConnection connection = new Tcp(loop).connection();
            connection.connect(
                    NetLoop.loopback(Integer.parseInt(args[1])),
                    error -> send(loop, Path.of(args[0]), connection));
            loop.run(RunMode.DEFAULT);
        }
    }

    private static void send(EventLoop loop, Path file, TcpConnection connection) {
        ChunkBuffers buffers = new ChunkBuffers(FileSource.DEFAULT_CHUNK_BYTES);
        SocketStream socket = new SocketStream(loop, connection, buffers);
        Readable<ByteBuffer> content =
                new Readable<>(loop, new FileSource(loop, file), Buffering.bytes());
        content.pipe(socket.writable());
        socket.readable().resume();
    }
}
