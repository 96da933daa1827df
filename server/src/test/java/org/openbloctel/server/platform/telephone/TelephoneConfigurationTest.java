package org.openbloctel.server.platform.telephone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.consumer.NumberCodes;
import org.openbloctel.registry.accounts.consumer.NumberCodes.Sender.Channel;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.server.platform.settings.Settings;
import org.openbloctel.server.platform.settings.Settings.Environment;
import org.openbloctel.server.platform.settings.Settings.Gateway;

/** Where codes go when no gateway is set: to the log of a trial, and nowhere in production. */
final class TelephoneConfigurationTest {
    private static final PhoneNumber NUMBER = PhoneNumber.read("06 39 98 00 72");
    private static final String CODE = "590317";

    @Test
    void trialWritesTheCodeAndNotTheNumber() {
        String log = logged(sender(Environment.DEVELOPMENT, null), true);
        assertThat(log).contains(CODE, "VOICE").doesNotContain("39980072", "39 98 00 72", "••");
    }

    @Test
    void productionWithoutAGatewaySendsNothingAndSaysSo() {
        assertThat(logged(sender(Environment.PRODUCTION, null), false)).doesNotContain(CODE, "39980072");
    }

    @Test
    void gatewayIsUsedWhereverItIsSet() {
        Gateway gateway = new Gateway(URI.create("http://127.0.0.1:1/"), "secret-token");
        assertThat(gateway.toString()).doesNotContain("secret-token");
        for (Environment environment : Environment.values()) {
            assertThat(sender(environment, gateway)).isInstanceOf(HttpCodeSender.class);
        }
    }

    private static String logged(NumberCodes.Sender sender, boolean sent) {
        PrintStream before = System.out;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setOut(new PrintStream(log, true, UTF_8));
        try {
            assertThat(sender.send(NUMBER, CODE, Channel.VOICE, Locale.FRENCH)).isEqualTo(sent);
        } finally {
            System.setOut(before);
        }
        return log.toString(UTF_8);
    }

    private static NumberCodes.Sender sender(Environment environment, @Nullable Gateway gateway) {
        Settings settings = new Settings(
                environment,
                false,
                Path.of("target"),
                "127.0.0.1",
                URI.create("http://localhost"),
                "OpenBloctel",
                new Settings.Database(
                        null,
                        new Settings.Pool(null, 1),
                        new Settings.Pool(null, 1),
                        new Settings.Doors(1, 1, 1, 5),
                        true),
                null,
                Optional.empty(),
                false,
                gateway,
                1,
                false);
        return TelephoneConfiguration.sender(settings, HttpCodeSenderTest.texts());
    }
}
