package org.openbloctel.server.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.scrub.engine.Seed;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;

/** Headers that no browser sends, on every route, by someone who may open it: no answer is a fault of the server. */
@Tag("check-long")
final class HostileHeadersIT {
    private static final List<String> HEADERS = List.of(
            "Accept",
            "Accept-Charset",
            "Accept-Encoding",
            "Accept-Language",
            "Cache-Control",
            "Content-Encoding",
            "Content-Language",
            "Content-Range",
            "Forwarded",
            "Idempotency-Key",
            "If-Match",
            "If-Modified-Since",
            "If-None-Match",
            "If-Range",
            "If-Unmodified-Since",
            "Origin",
            "Range",
            "Referer",
            "Sec-Fetch-Mode",
            "Sec-Fetch-Site",
            "TE",
            "Traceparent",
            "Tracestate",
            "Tus-Resumable",
            "Upload-Length",
            "Upload-Metadata",
            "Upload-Offset",
            "User-Agent",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Proto",
            "X-HTTP-Method-Override",
            "X-Requested-With");

    private static final List<String> VALUES = List.of(
            "",
            ",",
            ";",
            "*",
            "-1",
            "9999999999999999999999",
            "null",
            "\"",
            "W/\"a\", \"b",
            "fr,en,de,es,it,pt,nl,pl,ru,ja,zh,ko,sv",
            "fr;q=abc, en;q=-2, *;q=9",
            "a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p",
            "text/html;q=abc, */*;q=2, application",
            "application/json; charset=nope",
            "multipart/form-data",
            "gzip;q=-1, identity;q=0, *;q=0",
            "bytes=0-, -1, 5-2, 99999999999999999999-",
            "Mon, 99 Foo 2026 99:99:99 GMT",
            "http://[::1",
            "https://evil.example:99999/%zz",
            "%00%0d%0aSet-Cookie: a=b",
            "<script>boom</script>",
            "${7*7} {0} %s ../../etc/passwd",
            "for=\"[2001:db8::1]:99999\"; proto=",
            "00-00000000000000000000000000000000-0000000000000000-ff",
            "filename not-base64!, =, ,",
            "x".repeat(300));

    @Test
    void noHeaderMakesTheServerFail() {
        SplittableRandom random = Seed.random(HostileHeadersIT.class);
        Visitor nobody = SharedServer.visitor();
        List<Map.Entry<SignedIn, Visitor>> people = List.of(
                        Person.owner().principal(),
                        Person.staff().principal(),
                        Person.inspector(SignedIn.Rank.HEAD).principal())
                .stream()
                .map(one -> Map.entry(one, SharedServer.visitor(one)))
                .toList();
        List<String> faults = new ArrayList<>();
        int routes = 0;
        for (AccessTable.Line line : SharedServer.get().bean(AccessTable.class).lines()) {
            routes++;
            Visitor visitor = people.stream()
                    .filter(one -> line.rule().refusal(one.getKey()).isEmpty())
                    .findFirst()
                    .map(Map.Entry::getValue)
                    .orElse(nobody);
            List<String> values = new ArrayList<>();
            for (String header : HEADERS) {
                String value = VALUES.get(random.nextInt(VALUES.size()));
                visitor.with(header, value);
                values.add(header + ": " + value);
            }
            String path =
                    line.pattern().getPatternString().replaceAll("\\{[^}]+}", "00000000-0000-4000-8000-000000000000");
            HttpResponse<String> answer =
                    line.method().equals("POST") ? visitor.post(path, Map.of()) : visitor.get(path);
            if (answer.statusCode() >= 500) {
                faults.add(line.method() + " " + path + " " + answer.statusCode() + " " + values);
            }
        }
        assertThat(faults).isEmpty();
        assertThat(routes).isGreaterThan(300);
    }

    /** Browsers and programs are named in any language; the container reads the bytes of É as a control character. */
    @Test
    void headersAndParametersBeyondAsciiAreRead() throws IOException {
        List<String> faults = new ArrayList<>();
        for (String path :
                List.of("/", "/langue?choix=en", "/assets/portal.css", "/operateur/journal", "/api/v1/usage")) {
            for (String header :
                    List.of("User-Agent", "Referer", "Accept-Encoding", "Accept-Language", "Authorization", "X-É")) {
                String answer = raw("GET " + path + " HTTP/1.1\r\n" + header + ": Bearer École €\r\n");
                if (!answer.matches("HTTP/1\\.1 [234]\\d\\d.*")) {
                    faults.add(path + " " + header + ": " + answer);
                }
            }
        }
        for (String query : List.of("%00=1", "a%01=b", "%C3%89=%00")) {
            String answer = raw("GET /verifier?" + query + " HTTP/1.1\r\n");
            if (!answer.startsWith("HTTP/1.1 200")) {
                faults.add(query + ": " + answer);
            }
        }
        assertThat(faults).isEmpty();
        assertThat(raw("GET / HTTP/1.1\r\nAccept-Language: É\r\n")).startsWith("HTTP/1.1 200");
    }

    /** The first line of the answer to a request in UTF-8, which Java's client does not send. */
    private static String raw(String head) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), SharedServer.get().address().getPort())) {
            socket.setSoTimeout(30_000);
            String request = head + "Host: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return answer.lines().findFirst().orElse("");
        }
    }
}
