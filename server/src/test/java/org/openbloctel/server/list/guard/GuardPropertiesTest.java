package org.openbloctel.server.list.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.list.guard.GuardRules;

/** The figures in the file of settings are those that the crowds of {@code make redteam} were measured against. */
final class GuardPropertiesTest {
    private final Properties file = new Properties();

    @Test
    void settingsAreTheRulesThatWereMeasured() throws IOException {
        try (InputStream in = GuardConfiguration.GuardProperties.class.getResourceAsStream("/openbloctel.properties")) {
            file.load(in);
        }
        GuardConfiguration.GuardProperties given = new GuardConfiguration.GuardProperties(
                set("least"),
                set("least-for-even"),
                set("unassigned"),
                set("neighbours"),
                set("opposed"),
                set("gross"),
                Boolean.parseBoolean(file.getProperty("openbloctel.guard.coverage")),
                set("agent-after"),
                set("free-year"),
                set("free-day"),
                set("alone-year"),
                set("alone-day"));
        assertThat(given.rules()).isEqualTo(GuardRules.USUAL);
        assertThat(given.agentAfter()).isEqualTo(3);
    }

    private int set(String name) {
        return Integer.parseInt(file.getProperty("openbloctel.guard." + name));
    }
}
