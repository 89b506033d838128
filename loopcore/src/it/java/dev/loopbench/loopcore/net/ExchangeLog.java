package dev.loopbench.loopcore.net;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Drives an {@link Exchange} step by step and logs how each step ended. */
public final class ExchangeLog implements Completion, Exchange.Reply {

    private final SocketScene scene;
    private final Exchange exchange;
    private final List<String> log = new ArrayList<>();

    public ExchangeLog(SocketScene scene, Exchange exchange) {
        this.scene = scene;
        this.exchange = exchange;
    }

    /** {@code connected}, or {@code connect ECONNREFUSED}. */
    public String connect(InetSocketAddress address) {
        exchange.connect(address, this);
        return next();
    }

    /** {@code answered}, or what is wrong, or {@code failed ECONNRESET}. */
    public String send() {
        exchange.send(this);
        return next();
    }

    private String next() {
        int before = log.size();
        scene.runUntil(() -> log.size() > before);
        return log.get(before);
    }

    /** One entry a step, if it is right. */
    public List<String> log() {
        return log;
    }

    @Override
    public void completed(@Nullable NetError error) {
        log.add(error == null ? "connected" : "connect " + error);
    }

    @Override
    public void answered() {
        log.add("answered");
    }

    @Override
    public void unsuccessful(String reason) {
        log.add("unsuccessful: " + reason);
    }

    @Override
    public void wrong(String detail) {
        log.add(detail);
    }

    @Override
    public void failed(NetError error) {
        log.add("failed " + error);
    }
}
