package org.openbloctel.server.platform.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.web.servlet.FlashMap;

final class NextPageTest {
    private final FlashMap shown = new FlashMap();
    private final StaticMessageSource texts = new StaticMessageSource();
    private final NextPage next = new NextPage(shown, texts);

    @BeforeEach
    void speakFrench() {
        LocaleContextHolder.setLocale(Locale.FRENCH);
        texts.addMessage("registered", Locale.FRENCH, "Inscrit.");
        texts.addMessage("withdrawn", Locale.FRENCH, "{0} retirés.");
    }

    @AfterEach
    void forget() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void messagesAreShownOneAfterTheOther() {
        next.done("registered");
        next.done("withdrawn", 3);
        assertThat(Map.copyOf(shown)).containsEntry("done", "Inscrit. 3 retirés.");
    }

    @Test
    void attributesAreShownAsTheyAre() {
        next.show("address", "a@b.example");
        assertThat(Map.copyOf(shown)).containsOnlyKeys("address").containsEntry("address", "a@b.example");
    }
}
