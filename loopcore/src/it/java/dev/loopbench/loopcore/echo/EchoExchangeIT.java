package dev.loopbench.loopcore.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.net.ExchangeLog;
import dev.loopbench.loopcore.net.ScriptedServer;
import dev.loopbench.loopcore.net.SocketScene;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client, against servers that do not echo. */
class EchoExchangeIT {

    private static final int PAYLOAD_BYTES = 100;
    private static final int CONNECTION = 3;

    private final SocketScene scene = new SocketScene();
    private final EchoPattern pattern = new EchoPattern(PAYLOAD_BYTES);
    private final EchoExchange exchange =
            new EchoExchange(scene.tcp(), pattern, CONNECTION, PAYLOAD_BYTES);
    private final ExchangeLog client = new ExchangeLog(scene, exchange);

    private ScriptedServer scripted(String... answers) {
        ScriptedServer server = new ScriptedServer(scene.tcp(), answers);
        client.connect(server.localAddress());
        return server;
    }

    private void end(ScriptedServer server) {
        exchange.close();
        server.close();
        scene.runToEnd();
    }

    /** The payload of a request, the first being 1. */
    private String payload(int connection, int request) {
        int offset = EchoPattern.firstOffset(connection);
        for (int i = 0; i < request; i++) {
            offset = EchoPattern.nextOffset(offset);
        }
        ByteBuffer bytes = pattern.view().limit(offset + PAYLOAD_BYTES).position(offset);
        return StandardCharsets.ISO_8859_1.decode(bytes).toString();
    }

    @Test
    void the_bytes_that_were_sent_are_right_whoever_sends_them() {
        ScriptedServer server = scripted(payload(CONNECTION, 1), payload(CONNECTION, 2));

        assertThat(client.send()).isEqualTo("answered");
        assertThat(client.send()).isEqualTo("answered");
        assertThat(exchange.bytesSent()).isEqualTo(2 * PAYLOAD_BYTES);
        assertThat(exchange.bytesReceived()).isEqualTo(2 * PAYLOAD_BYTES);
        end(server);
    }

    @Test
    void the_answer_of_another_connection_is_wrong() {
        ScriptedServer server = scripted(payload(CONNECTION + 1, 1));

        assertThat(client.send()).endsWith("of 100 is not the one that was sent");
        end(server);
    }

    @Test
    void the_answer_of_the_request_before_is_wrong() {
        ScriptedServer server = scripted(payload(CONNECTION, 1), payload(CONNECTION, 1));

        assertThat(client.send()).isEqualTo("answered");
        assertThat(client.send()).endsWith("of 100 is not the one that was sent");
        end(server);
    }

    @Test
    void bytes_that_are_shifted_by_one_are_wrong() {
        String payload = payload(CONNECTION, 1);
        ScriptedServer server = scripted(payload.substring(1) + payload.charAt(0));

        assertThat(client.send()).endsWith("of 100 is not the one that was sent");
        end(server);
    }

    @Test
    void a_single_wrong_bit_is_found_and_named() {
        StringBuilder answer = new StringBuilder(payload(CONNECTION, 1));
        answer.setCharAt(99, (char) (answer.charAt(99) ^ 1));
        ScriptedServer server = scripted(answer.toString());

        assertThat(client.send()).isEqualTo("byte 99 of 100 is not the one that was sent");
        assertThatIllegalStateException().isThrownBy(client::send);
        end(server);
    }

    @Test
    void more_bytes_than_were_sent_are_wrong() {
        ScriptedServer server = scripted(payload(CONNECTION, 1) + "ab");

        assertThat(client.send()).isEqualTo("the server sent 2 bytes more than it was sent");
        end(server);
    }

    @Test
    void an_end_amid_an_answer_is_a_failure() {
        ScriptedServer server = scripted("" + ScriptedServer.CLOSE);

        assertThat(client.send()).isEqualTo("failed EOF");
        assertThatIllegalStateException().isThrownBy(client::send);
        end(server);
    }

    @Test
    void a_reset_amid_an_answer_is_a_failure() {
        ScriptedServer server = scripted("" + ScriptedServer.RESET);

        assertThat(client.send()).isEqualTo("failed ECONNRESET");
        end(server);
    }

    @Test
    void an_end_between_requests_is_told_by_the_next() {
        ScriptedServer server = scripted(payload(CONNECTION, 1) + ScriptedServer.CLOSE);

        assertThat(client.send()).isEqualTo("answered");
        scene.runUntil(() -> server.connections() == 0);
        scene.loop().run(RunMode.NOWAIT); // the client sees the end, too
        assertThat(client.send()).isEqualTo("failed EOF");
        end(server);
    }

    @Test
    void a_connection_that_is_refused_is_told() {
        ScriptedServer server = new ScriptedServer(scene.tcp());
        InetSocketAddress address = server.localAddress();
        server.close();
        scene.loop().run(RunMode.DEFAULT);

        assertThat(client.connect(address)).isEqualTo("connect ECONNREFUSED");

        assertThatIllegalStateException().isThrownBy(client::send);
        exchange.close();
        scene.runToEnd();
    }

    @Test
    void closed_amid_a_request_it_says_nothing_more() {
        ScriptedServer server = scripted(payload(CONNECTION, 1));
        exchange.send(client);
        assertThatIllegalStateException().isThrownBy(() -> exchange.send(client));

        end(server);

        assertThat(client.log()).containsExactly("connected");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, PAYLOAD_BYTES + 1})
    void a_payload_the_pattern_was_not_made_for_is_refused(int bytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EchoExchange(scene.tcp(), pattern, 0, bytes))
                .withMessage("a payload is 1 to 100 bytes, not " + bytes);
    }
}
