package org.openbloctel.server.service.figures;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openbloctel.registry.platform.figures.Figure;
import org.openbloctel.server.platform.pages.LayoutModel.PortalSettings;
import org.openbloctel.server.platform.settings.Settings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * What the data are, for programs and for catalogues of open data: the dictionary of all figures, and an entry in the vocabulary DCAT, with
 * the fields that data.gouv.fr harvests (https://doc.data.gouv.fr/moissonnage/dcat/). Thread-safe.
 */
@Component
final class FigureCatalogue {
    private static final String DAILY = "http://publications.europa.eu/resource/authority/frequency/DAILY";

    private final MessageSource texts;
    private final FigureSettings settings;
    private final PortalSettings portal;
    private final String site;

    FigureCatalogue(MessageSource texts, FigureSettings settings, PortalSettings portal, Settings server) {
        this.texts = texts;
        this.settings = settings;
        this.portal = portal;
        this.site = server.baseUrl().toString();
    }

    /** Where the licence can be read. */
    String licence() {
        return settings.licenceUrl();
    }

    /**
     * What a figure is.
     *
     * @param kind how a month is made of its days: flow, state or highest
     * @param parts its parts, by which each month that is over is broken down
     */
    record Entry(String figure, String group, String unit, String kind, List<String> parts, Words fr, Words en) {}

    /** A figure in a language. */
    record Words(String name, String description) {}

    List<Entry> dictionary() {
        return Arrays.stream(Figure.values())
                .map(figure -> new Entry(
                        figure.code(),
                        lower(figure.group()),
                        lower(figure.unit()),
                        lower(figure.kind()),
                        figure.parts(),
                        words(figure, Locale.FRENCH),
                        words(figure, Locale.ENGLISH)))
                .toList();
    }

    private Words words(Figure figure, Locale locale) {
        return new Words(
                texts.getMessage("figures.name." + figure.code(), null, locale),
                texts.getMessage("figures.about." + figure.code(), null, locale));
    }

    /** A catalogue with one data set, as JSON-LD. */
    Map<String, Object> linked() {
        Map<String, Object> publisher = new LinkedHashMap<>();
        publisher.put("@type", "foaf:Agent");
        publisher.put("foaf:name", portal.operator().isBlank() ? portal.name() : portal.operator());
        Map<String, Object> set = new LinkedHashMap<>();
        set.put("@id", site + "/chiffres");
        set.put("@type", "dcat:Dataset");
        set.put("dct:identifier", "figures");
        set.put("dct:title", french("figures.catalogue.title", portal.name()));
        set.put("dct:description", french("figures.catalogue.description"));
        set.put("dcat:keyword", List.of(french("figures.catalogue.keywords").split(", ", -1)));
        set.put("dct:language", "http://publications.europa.eu/resource/authority/language/FRA");
        set.put("dct:license", id(settings.licenceUrl()));
        set.put("dct:accrualPeriodicity", id(DAILY));
        set.put("dct:publisher", publisher);
        set.put("dcat:landingPage", id(site + "/chiffres"));
        set.put(
                "dcat:distribution",
                List.of(
                        distribution(FigureData.CSV, "csv", "text/csv", "figures.catalogue.csv"),
                        distribution(FigureData.JSON, "json", "application/json", "figures.catalogue.json"),
                        distribution(
                                FigureData.DICTIONARY, "json", "application/json", "figures.catalogue.dictionary")));
        Map<String, Object> catalogue = new LinkedHashMap<>();
        catalogue.put(
                "@context",
                Map.of(
                        "dcat", "http://www.w3.org/ns/dcat#",
                        "dct", "http://purl.org/dc/terms/",
                        "foaf", "http://xmlns.com/foaf/0.1/"));
        catalogue.put("@id", site + FigureData.CATALOGUE);
        catalogue.put("@type", "dcat:Catalog");
        catalogue.put("dct:title", french("figures.catalogue.title", portal.name()));
        catalogue.put("dcat:dataset", List.of(set));
        return catalogue;
    }

    private Map<String, Object> distribution(String path, String format, String mediaType, String title) {
        Map<String, Object> distribution = new LinkedHashMap<>();
        distribution.put("@id", site + path);
        distribution.put("@type", "dcat:Distribution");
        distribution.put("dct:title", french(title));
        distribution.put("dct:format", format);
        distribution.put("dcat:mediaType", mediaType);
        distribution.put("dcat:downloadURL", id(site + path));
        distribution.put("dct:license", id(settings.licenceUrl()));
        return distribution;
    }

    private static Map<String, Object> id(String address) {
        return Map.of("@id", address);
    }

    private String french(String key, Object... arguments) {
        return texts.getMessage(key, arguments, Locale.FRENCH);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Under which licence the figures are published.
     *
     * @param licence its name
     * @param licenceUrl where it can be read
     */
    @ConfigurationProperties("openbloctel.figures")
    record FigureSettings(String licence, String licenceUrl) {}
}
