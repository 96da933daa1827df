package org.openbloctel.server.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.security.SecurityLog;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;

/** Too many requests, and whose they are. */
final class LimitsIT {
    private static ServerFixture server;

    @BeforeAll
    static void start() {
        server = ServerFixture.start(
                "openbloctel.http.requests-a-minute.address=5",
                "openbloctel.http.trusted-proxies=10.0.0.0/8,127.0.0.0/8,2001:db8:f::/48");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whoeverSendsTooManyIsToldHowLongToWait() {
        for (int i = 0; i < 5; i++) {
            assertThat(from("192.0.2.1").statusCode()).isEqualTo(200);
        }
        HttpResponse<String> sixth = from("192.0.2.1");
        assertThat(sixth.statusCode()).isEqualTo(429);
        assertThat(sixth.headers().firstValue("Retry-After")).contains("12");
        assertThat(sixth.headers().firstValue("RateLimit-Policy")).contains("\"address\";q=5;w=60");
        assertThat(sixth.headers().firstValue("RateLimit")).contains("\"address\";r=0;t=60");
        assertThat(sixth.headers().firstValue("RateLimit-Remaining")).contains("0");
        assertThat(sixth.body()).contains("BT-0702", "12");
        server.clock().move(Duration.ofSeconds(12));
        assertThat(from("192.0.2.1").statusCode()).isEqualTo(200);
    }

    @Test
    void formsWithoutATokenOfOursCount() {
        Visitor visitor = server.visitor().with("X-Forwarded-For", "192.0.2.7");
        for (int i = 0; i < 5; i++) {
            assertThat(visitor.post("/contact", Map.of()).statusCode()).isEqualTo(403);
        }
        HttpResponse<String> sixth = visitor.post("/contact", Map.of());
        assertThat(sixth.statusCode()).isEqualTo(429);
        assertThat(sixth.body()).contains("BT-0702");
    }

    @Test
    void requestsBeyondTheLimitStandInTheSecurityLogAsOneRow() {
        for (int i = 0; i < 9; i++) {
            from("192.0.2.41");
        }
        server.clock().move(Duration.ofMinutes(1));
        SecurityLog log = server.bean(SecurityLog.class);
        log.flush();
        assertThat(log.find(new SecurityLog.Filter("", "", "192.0.2.41"), Long.MAX_VALUE, 9))
                .extracting(one ->
                        one.timed().event().kind() + " " + one.timed().event().subject())
                .contains("ACCESS_REFUSED BT-0702")
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void othersAreNotLimitedByIt() {
        for (int i = 0; i < 6; i++) {
            from("192.0.2.2");
        }
        assertThat(from("192.0.2.2").statusCode()).isEqualTo(429);
        assertThat(from("192.0.2.3").statusCode()).isEqualTo(200);
    }

    @Test
    void householdOfIpv6IsCountedTogether() {
        for (int i = 0; i < 6; i++) {
            from("2001:db8:1:2::" + i);
        }
        assertThat(from("2001:db8:1:2::ff").statusCode()).isEqualTo(429);
        assertThat(from("2001:db8:1:3::1").statusCode()).isEqualTo(200);
    }

    /** Of a chain of proxies each one is told by its network; what stands before them is the client, and it alone. */
    @Test
    void clientStandsBeforeTheProxiesOfNamedNetworks() {
        for (int i = 0; i < 6; i++) {
            from("198.51.100." + i + ", 192.0.2.9, 10.1.2." + i + ", 2001:0DB8:000f:0::" + i);
        }
        assertThat(from("192.0.2.9").statusCode()).isEqualTo(429);
        assertThat(from("198.51.100.1").statusCode()).isEqualTo(200);
        assertThat(from("192.0.2.9, 2001:db8:10::1").statusCode()).isEqualTo(200);
    }

    @Test
    void unknownKeysOfANetworkAreAnsweredAsItsOtherRequestsAre() {
        for (int i = 0; i < 5; i++) {
            assertThat(withKey("2001:db8:1:4::" + i).statusCode()).isEqualTo(401);
        }
        HttpResponse<String> sixth = withKey("2001:db8:1:4::ff");
        assertThat(sixth.statusCode()).isEqualTo(429);
        assertThat(sixth.headers().firstValue("Retry-After")).contains("12");
        assertThat(sixth.headers().firstValue("RateLimit-Policy")).contains("\"address\";q=5;w=60");
        assertThat(sixth.headers().firstValue("RateLimit-Remaining")).contains("0");
        assertThat(sixth.body()).contains("BT-0702");
        assertThat(withKey("2001:db8:1:5::1").statusCode()).isEqualTo(401);
    }

    private static HttpResponse<String> withKey(String address) {
        return server.visitor()
                .with("X-Forwarded-For", address)
                .with("Authorization", "Bearer obl_live_nobodys")
                .get("/api/v1/submissions");
    }

    @Test
    void assetsAreNotCounted() {
        for (int i = 0; i < 10; i++) {
            assertThat(server.visitor()
                            .with("X-Forwarded-For", "192.0.2.4")
                            .get("/assets/portal.css")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static HttpResponse<String> from(String address) {
        return server.visitor().with("X-Forwarded-For", address).get("/aide");
    }
}
