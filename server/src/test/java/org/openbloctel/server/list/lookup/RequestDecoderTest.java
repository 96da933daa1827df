package org.openbloctel.server.list.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openbloctel.scrub.Seeded;

/** What is read as a request and what is refused, however it comes. */
final class RequestDecoderTest {
    private static final String NEXT = "POST /next HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody";
    private static final int RUNS = 3_000;

    static Stream<String> refused() {
        return AmbiguousRequests.refused().keySet().stream();
    }

    static Stream<String> accepted() {
        return AmbiguousRequests.accepted().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource
    void refused(String name) {
        List<String> read = read(AmbiguousRequests.refused().get(name) + NEXT);
        assertThat(read.getFirst()).isEqualTo("malformed Unreadable");
        assertThat(read).as("nothing is read behind it").doesNotContain("request /next");
    }

    @ParameterizedTest
    @MethodSource
    void accepted(String name) {
        assertThat(read(AmbiguousRequests.accepted().get(name) + NEXT))
                .containsExactly("request /api/v1/checks", "body {\"numbers\":[]}", "request /next", "body body");
    }

    /** A sender cuts where it likes: no cut makes one request of another, or lets pass what is refused in one piece. */
    @Test
    void cutsBetweenReadsChangeNothing() {
        List<String> all = new ArrayList<>(AmbiguousRequests.refused().values());
        all.addAll(AmbiguousRequests.accepted().values());
        Seeded random = Seeded.fresh();
        random.times(RUNS, run -> {
            String text = all.get(random.below(all.size())) + all.get(random.below(all.size())) + NEXT;
            int[] cuts = new int[random.below(6)];
            for (int i = 0; i < cuts.length; i++) {
                cuts[i] = random.below(text.length());
            }
            assertThat(read(text, cuts)).as(text).isEqualTo(read(text));
        });
    }

    @Test
    void everyByteByItselfIsReadAsAllAtOnce() {
        List<String> all = new ArrayList<>(AmbiguousRequests.refused().values());
        all.addAll(AmbiguousRequests.accepted().values());
        for (String text : all) {
            int[] cuts = new int[text.length()];
            for (int i = 0; i < cuts.length; i++) {
                cuts[i] = i;
            }
            assertThat(read(text, cuts)).as(text).isEqualTo(read(text));
        }
    }

    @Test
    void headHasALimitInAll() {
        int rest = "POST / HTTP/1.1\r\nHost: a\r\nX: \r\n\r\n".length();
        for (int[] cuts : List.of(new int[0], new int[] {9_000}, new int[] {20, 60, 16_000})) {
            String longest = "a".repeat(RequestDecoder.MAX_HEAD - rest);
            assertThat(read("POST / HTTP/1.1\r\nHost: a\r\nX: " + longest + "\r\n\r\n", cuts))
                    .containsExactly("request /", "body ");
            assertThat(read("POST / HTTP/1.1\r\nHost: a\r\nX: " + longest + "a\r\n\r\n" + NEXT, cuts))
                    .containsExactly("malformed TooLarge");
            assertThat(read("POST /" + longest + "a HTTP/1.1\r\nHost: a\r\nX: \r\n\r\n" + NEXT, cuts))
                    .as("the first line counts too")
                    .containsExactly("malformed TooLarge");
            assertThat(read("POST / HTTP/1.1\r\n" + "A: b\r\n".repeat(longest.length() / 6 + 6) + "\r\n" + NEXT, cuts))
                    .containsExactly("malformed TooLarge");
        }
    }

    @Test
    void headThatNeverEndsIsRefusedAtItsLimit() {
        for (String line : List.of("a", "A: b\r\n", "POST ", "\0")) {
            String text = line.repeat(2 * RequestDecoder.MAX_HEAD / line.length() + 1);
            for (String first : List.of("", "POST / HTTP/1.1\r\n", "POST / HTTP/1.1\r\nX: ")) {
                assertThat(read(first + text))
                        .as(first + line)
                        .hasSize(1)
                        .first()
                        .asString()
                        .startsWith("malformed ");
            }
        }
    }

    /** What comes of a text that is cut at these places. A body's pieces are put together. */
    private static List<String> read(String text, int... cuts) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        EmbeddedChannel channel = new EmbeddedChannel(new RequestDecoder(() -> {}));
        int from = 0;
        for (int to : java.util.stream.IntStream.concat(
                        java.util.Arrays.stream(cuts).sorted(), java.util.stream.IntStream.of(bytes.length))
                .toArray()) {
            channel.writeInbound(Unpooled.copiedBuffer(bytes, from, to - from));
            from = to;
        }
        List<String> read = new ArrayList<>();
        StringBuilder body = new StringBuilder();
        for (Object part = channel.readInbound(); part != null; part = channel.readInbound()) {
            if (part instanceof HttpRequest request) {
                LookupRequest head = new LookupRequest(request);
                if (head.malformed() != null) {
                    read.add("malformed " + head.malformed().getClass().getSimpleName());
                    // The connection ends here.
                    break;
                }
                read.add("request " + head.path());
            } else if (part instanceof HttpContent content) {
                body.append(content.content().toString(StandardCharsets.UTF_8));
                content.release();
                if (content instanceof LastHttpContent) {
                    read.add("body " + body);
                    body.setLength(0);
                }
            }
        }
        channel.finishAndReleaseAll();
        return read;
    }
}
