package org.openbloctel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which proxy leads to a server, as the environment says. */
final class ProxiesTest {
    private static final URI SERVER = URI.create("https://api.example.org");

    private static Optional<Proxies.Proxy> proxy(URI server, Map<String, String> environment) {
        return Proxies.of(server, environment::get);
    }

    private static String host(URI server, Map<String, String> environment) {
        return proxy(server, environment)
                .map(proxy ->
                        proxy.address().getHostString() + ":" + proxy.address().getPort())
                .orElse("direct");
    }

    @Test
    void eachSchemeHasItsVariableAndTheSmallLettersWin() {
        assertThat(host(SERVER, Map.of())).isEqualTo("direct");
        assertThat(host(SERVER, Map.of("https_proxy", ""))).isEqualTo("direct");
        assertThat(host(SERVER, Map.of("https_proxy", "http://Proxy:3128/"))).isEqualTo("proxy:3128");
        assertThat(host(SERVER, Map.of("HTTPS_PROXY", "proxy:3128"))).isEqualTo("proxy:3128");
        assertThat(host(SERVER, Map.of("HTTPS_PROXY", "large:1", "https_proxy", "small:1")))
                .isEqualTo("small:1");
        assertThat(host(SERVER, Map.of("http_proxy", "proxy:3128"))).isEqualTo("direct");
        URI plain = URI.create("http://127.0.0.1:8080");
        assertThat(host(plain, Map.of("http_proxy", "proxy", "https_proxy", "other")))
                .isEqualTo("proxy:80");
        assertThat(host(plain, Map.of("HTTP_PROXY", "proxy:3128")))
                .as("set by strangers where a web server starts programs")
                .isEqualTo("direct");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*|https://api.example.org|true",
                "example.org|https://api.example.org|true",
                ".example.org|https://api.example.org|true",
                "*.example.org|https://api.example.org|true",
                "other, API.Example.ORG|https://api.example.org|true",
                "ample.org|https://api.example.org|false",
                "api.example.org:443|https://api.example.org|true",
                "api.example.org:8443|https://api.example.org|false",
                "api.example.org:8443|https://api.example.org:8443|true",
                "10.1.2.3|https://10.1.2.3|true",
                "2.3|https://10.1.2.3|false",
                "10.0.0.0/8|https://10.1.2.3|true",
                "10.0.0.0/8|https://11.1.2.3|false",
                "10.0.0.0/x|https://10.1.2.3|false",
                "10.0.0.0/8|https://api.example.org|false",
                "::1|https://[::1]:8443|true",
                "[::1]|https://[::1]:8443|true",
                "[::1]:8443|https://[::1]:8443|true",
                "[::1]:8444|https://[::1]:8443|false",
                "fd00::/8|https://[fd12::1]|true",
            })
    void exceptedServersAreReachedDirectly(String excepted, String server, boolean direct) {
        for (String variable : new String[] {"no_proxy", "NO_PROXY"}) {
            assertThat(host(URI.create(server), Map.of("https_proxy", "proxy:1", variable, excepted)))
                    .isEqualTo(direct ? "direct" : "proxy:1");
        }
    }

    @Test
    void passwordGoesToTheProxyAndIntoNoMessage() {
        Proxies.Proxy proxy = proxy(SERVER, Map.of("https_proxy", "http://user:s%40cret@proxy:3128"))
                .orElseThrow();
        assertThat(proxy.authorization()).isEqualTo("Basic dXNlcjpzQGNyZXQ=");
        assertThat(proxy.toString()).doesNotContain("cret");
        assertThat(proxy(SERVER, Map.of("https_proxy", "proxy:1")).orElseThrow().authorization())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:secret@proxy:1",
                "socks5://user:secret@proxy:1",
                "http://user:secret@",
                "http://user:secret@a b"
            })
    void whatIsNoHttpProxyIsRefusedWithoutItsPassword(String value) {
        assertThatThrownBy(() -> proxy(SERVER, Map.of("https_proxy", value)))
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    String message = failure.message(Messages.of(new String[0], java.util.Locale.ENGLISH));
                    assertThat(message).contains("https_proxy").doesNotContain("secret");
                    assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
                });
    }
}
