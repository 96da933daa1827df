package org.openbloctel.server.platform.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.openbloctel.server.app.Golden;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;

/** Every refusal has its words in both languages, and a code that stays. */
final class RefusalProseTest {
    private static final List<Class<?>> KINDS = Arrays.stream(Refusal.class.getPermittedSubclasses())
            .<Class<?>>flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
            .toList();

    private final MessageSource texts = new Texts().messageSource(LawBook.france(), Instant::now);

    @Test
    void everyCodeHasItsWordsInBothLanguages() {
        for (Class<?> kind : KINDS) {
            for (Locale locale : Languages.SPOKEN) {
                for (String part : List.of(".title", ".detail", ".cure")) {
                    assertThat(texts.getMessage(code(kind) + part, null, "", locale))
                            .as("%s%s in %s, of %s", code(kind), part, locale, kind.getSimpleName())
                            .isNotBlank();
                }
            }
        }
    }

    /** The names of 5,000 columns were a detail of 76 KB, on pages, in mails and in answers. */
    @Test
    void longFieldIsCutWhereverItIsShown() {
        RefusalProse prose = new RefusalProse(texts);
        String names = IntStream.range(0, 5000).mapToObj(i -> "Colonne " + i).collect(Collectors.joining(", "));
        Refusal refusal = new SubmissionRefusal.UnsureColumn(names);
        for (Locale locale : Languages.SPOKEN) {
            String detail = prose.detail(refusal, locale);
            assertThat(detail).contains("Colonne 1, Colonne 2, ", ", …").hasSizeLessThan(1000);
            assertThat(prose.of(refusal.code(), List.of(names), locale).detail())
                    .isEqualTo(detail);
            assertThat(prose.detail(new SubmissionRefusal.UnsureColumn("x".repeat(1_000_000)), locale))
                    .contains("xxx…")
                    .hasSizeLessThan(1000);
        }
    }

    @Test
    void aMissingColumnIsAnsweredWithTheColumnsAndAMissingSheetWithTheSheets() {
        RefusalProse prose = new RefusalProse(texts);
        Refusal column = new SubmissionRefusal.NoSuchColumn("Nom, Tel");
        Refusal sheet = new SubmissionRefusal.NoSuchSheet("Nord, Sud");
        assertThat(prose.detail(column, Locale.FRENCH)).endsWith("Ses colonnes\u00a0: Nom, Tel");
        assertThat(prose.detail(column, Locale.ENGLISH)).endsWith("Its columns: Nom, Tel");
        assertThat(prose.detail(sheet, Locale.FRENCH)).endsWith("Ses feuilles\u00a0: Nord, Sud");
        assertThat(prose.detail(sheet, Locale.ENGLISH)).endsWith("Its sheets: Nord, Sud");
    }

    /** A refusal that was kept showed its day as {@code 2027-12-01}. */
    @Test
    void dayOfAKeptRefusalIsWrittenAsADay() {
        RefusalProse prose = new RefusalProse(texts);
        Refusal refusal = new CompanyRefusal.QuotaUsedUp(700, 400, LocalDate.of(2027, 11, 30));
        for (Locale locale : Languages.SPOKEN) {
            String kept = prose.of(refusal.code(), Refusal.Stored.of(refusal).arguments(), locale)
                    .detail();
            assertThat(kept).isEqualTo(prose.detail(refusal, locale)).doesNotContain("2027-11-30");
        }
        assertThat(prose.detail(refusal, Locale.FRENCH)).contains("jusqu’au 30\u00a0novembre 2027 inclus");
        assertThat(prose.of(refusal.code(), List.of("1", "2", "2027-13-45"), Locale.FRENCH)
                        .detail())
                .contains("2027-13-45");
    }

    @Test
    void formatOfARefusedFileIsWords() {
        RefusalProse prose = new RefusalProse(texts);
        String code = new SubmissionRefusal.OtherFormat("").code();
        assertThat(prose.of(code, List.of("zip with a password"), Locale.FRENCH).detail())
                .contains("archive zip protégée par un mot de passe");
        assertThat(prose.of(code, List.of("xls, Excel 95"), Locale.ENGLISH).detail())
                .contains("Excel 95 workbook");
        assertThat(prose.of(code, List.of("parquet"), Locale.ENGLISH).detail()).contains("parquet");
        assertThat(prose.of(code, List.of("ods"), Locale.FRENCH).detail())
                .contains("classeur de LibreOffice (ods)", "soffice --headless --convert-to xlsx FICHIER");
        assertThat(prose.of(code, List.of("vcard"), Locale.ENGLISH).detail()).contains("Google Contacts");
    }

    @Test
    void tableThatNoSeparatorCutsIsNamedByWhatWasSeen() {
        RefusalProse prose = new RefusalProse(texts);
        String separator = new SubmissionRefusal.OtherSeparator("").code();
        assertThat(prose.of(separator, List.of("^"), Locale.FRENCH).detail()).startsWith("Le caractère ^ sépare");
        assertThat(prose.of(separator, List.of("space"), Locale.FRENCH).detail())
                .startsWith("Le caractère espace sépare");
        String aligned = new SubmissionRefusal.AlignedColumns("").code();
        assertThat(prose.of(aligned, List.of("rows"), Locale.ENGLISH).detail()).contains("as R or pandas prints it");
        assertThat(prose.of(aligned, List.of("blanks"), Locale.FRENCH).detail()).contains("largeur fixe");
    }

    @Test
    void codesAreTheKeptOnes() {
        String text = KINDS.stream()
                .map(kind -> "%s  %-9s %s.%s%n"
                        .formatted(
                                code(kind),
                                kind.getAnnotation(Refusal.Code.class).category(),
                                kind.getEnclosingClass().getSimpleName(),
                                kind.getSimpleName()))
                .sorted()
                .collect(Collectors.joining());
        Golden.compare("refusals.txt", text);
    }

    /** Programs read names; people read words. */
    @Test
    void formsSayInTheReadersLanguageWhatProgramsCallByAName() {
        RefusalProse prose = new RefusalProse(texts);
        try {
            LocaleContextHolder.setLocale(Locale.FRENCH);
            assertThat(prose.whole(new SubmissionRefusal.UnsureColumn("Nom, column 2, column 13")))
                    .contains("Nom, colonne 2, colonne 13");
            assertThat(prose.whole(new LawRefusal.UnreadableNumber("wrong-length")))
                    .contains("Il manque des chiffres")
                    .doesNotContain("wrong-length");
            assertThat(prose.whole(new LawRefusal.OtherSector("insurance"))).contains("Assurance");
            assertThat(prose.whole(new LawRefusal.MissingColumns("Référence (reference), Donné le (givenAt)")))
                    .contains("Référence, Donné le")
                    .doesNotContain("reference", "givenAt");
            assertThat(prose.whole(new RequestRefusal.UnreadableField("receivedOn")))
                    .contains("Indiquez le jour")
                    .doesNotContain("receivedOn");
            LocaleContextHolder.setLocale(Locale.ENGLISH);
            assertThat(prose.whole(new SubmissionRefusal.UnsureColumn("Nom, column 2")))
                    .contains("Nom, column 2");
            assertThat(prose.whole(new LawRefusal.MissingColumns("Référence (reference)")))
                    .contains("reference")
                    .doesNotContain("Référence");
        } finally {
            LocaleContextHolder.resetLocaleContext();
        }
    }

    private static String code(Class<?> kind) {
        return kind.getAnnotation(Refusal.Code.class).value();
    }
}
