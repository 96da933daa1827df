package org.openbloctel.server.calls.campaign;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.CampaignOutlook;
import org.openbloctel.law.CampaignOutlook.Obstacle;
import org.openbloctel.law.CampaignOutlook.Remedy;
import org.openbloctel.law.CampaignOutlook.Stretch;
import org.openbloctel.law.Sector;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.calls.call.CallTexts;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.CampaignCover;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.calls.campaign.Cover;
import org.openbloctel.registry.calls.campaign.Outlooks;
import org.openbloctel.registry.calls.campaign.TestCampaigns;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.programs.ApiRequest;
import org.openbloctel.server.platform.programs.JsonBody;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Declares campaigns and shows them. A forbidden one is saved, too, and its answer says so. Those of test keys stay in memory.
 */
@RestController
record CampaignApi(
        Campaigns campaigns, TestCampaigns tests, CampaignCover cover, Outlooks outlooks, InstantSource clock) {
    private static final int MAX_BYTES = 1 << 16;
    private static final int MAX_SHOWN = 1_000;
    private static final Set<String> TERMS =
            JsonBody.sorted("name", "principal", "sector", "subject", "goods", "exemption", "startsOn", "endsOn");
    private static final Set<String> EXEMPTION = JsonBody.sorted("ground", "evidence");

    @Access(key = "calls", bound = true)
    @PostMapping(path = "/api/v1/campaigns", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, @Nullable Object>> declare(SignedIn.Key key, HttpServletRequest request, Locale locale)
            throws IOException {
        Campaigns.Terms terms = terms(JsonBody.root(ApiRequest.body(request, MAX_BYTES), TERMS));
        if (key.isBound()) {
            key.requireFor(campaigns.principal(key.company(), terms.principal()));
        }
        String once = ApiRequest.idempotencyKey(request).orElse(null);
        Campaigns.Declared declared = key.test()
                ? tests.declare(key.company(), terms, once)
                : campaigns.declare(key.company(), key.actor(), terms, once);
        ResponseEntity.BodyBuilder created = ResponseEntity.created(
                URI.create("/api/v1/campaigns/" + declared.campaign().id()));
        if (declared.again()) {
            created.header("Idempotency-Replayed", "true");
        }
        return created.body(shown(declared.campaign(), locale));
    }

    @Access(key = "calls", bound = true)
    @GetMapping("/api/v1/campaigns")
    Map<String, Object> all(SignedIn.Key key, Locale locale) {
        List<Campaign> found = key.test() ? tests.of(key.company()) : campaigns.of(key.company(), MAX_SHOWN);
        return Map.of(
                "campaigns",
                found.stream()
                        .filter(one -> key.mayActFor(one.principal()))
                        .map(one -> shown(one, locale))
                        .toList());
    }

    @Access(key = "calls", bound = true)
    @GetMapping("/api/v1/campaigns/{id}")
    Map<String, @Nullable Object> one(SignedIn.Key key, @PathVariable("id") UUID id, Locale locale) {
        Cover stands = key.test() ? cover.of(tests.require(key.company(), id)) : cover.of(key.company(), id);
        if (!key.mayActFor(stands.campaign().principal())) {
            throw new RefusedException(new LawRefusal.UnknownCampaign());
        }
        Map<String, @Nullable Object> shown = shown(stands.campaign(), locale);
        shown.put("cover", CoverView.shown(stands));
        return shown;
    }

    private static Campaigns.Terms terms(JsonNode root) {
        String sector = text(root, "sector");
        String name = text(root, "name");
        JsonNode exemption = root.get("exemption");
        boolean none = exemption == null || exemption.isNull();
        Subject subject = CallTexts.valueOrNull("subject", text(root, "subject"), Subject::of);
        Sector said = CallTexts.valueOrNull("sector", sector, Sector::of);
        Sector read = said == null && subject != null ? subject.sector() : said;
        if (read == null || name == null || (!none && !exemption.isObject())) {
            throw new RefusedException(
                    new RequestRefusal.UnreadableField(read == null ? "sector" : name == null ? "name" : "exemption"));
        }
        if (!none) {
            JsonBody.requireKnown("exemption.", exemption, EXEMPTION);
        }
        String ground = none ? null : text(exemption, "ground");
        return new Campaigns.Terms(
                text(root, "principal"),
                name,
                read,
                subject,
                text(root, "goods"),
                CallTexts.valueOrNull("exemption.ground", ground, Campaign.Exemption::of),
                none ? null : text(exemption, "evidence"),
                day(root, "startsOn"),
                day(root, "endsOn"));
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new RefusedException(new RequestRefusal.UnreadableField(name));
        }
        return value.stringValue();
    }

    private static LocalDate day(JsonNode node, String name) {
        String written = text(node, name);
        try {
            if (written != null) {
                return LegalCalendar.read(written);
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        throw new RefusedException(new RequestRefusal.UnreadableField(name));
    }

    private Map<String, @Nullable Object> shown(Campaign campaign, Locale locale) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", campaign.id().toString());
        shown.put("name", campaign.name());
        shown.put("principal", campaign.principal().toString());
        shown.put("declaredBy", campaign.declaredBy().toString());
        shown.put("sector", campaign.sector().code());
        shown.put(
                "subject",
                campaign.subject() == null ? null : campaign.subject().id());
        shown.put("goods", campaign.goods());
        Map<String, @Nullable Object> exemption = new LinkedHashMap<>();
        if (campaign.ground() != null) {
            exemption.put("ground", campaign.ground().code());
            exemption.put("evidence", campaign.evidence());
        }
        shown.put("exemption", campaign.ground() == null ? null : exemption);
        shown.put("startsOn", campaign.startsOn().toString());
        shown.put("endsOn", campaign.endsOn().toString());
        shown.put("declaredAt", campaign.declaredAt().toString());
        shown.put("outlook", OutlookView.shown(outlooks.of(campaign), LegalCalendar.today(clock), locale));
        return shown;
    }

    /** What the law makes of a campaign, as programs see it: in a word for today, and for each stretch of its days. Stateless. */
    static final class OutlookView {
        private OutlookView() {}

        static Map<String, @Nullable Object> shown(CampaignOutlook outlook, LocalDate today, Locale locale) {
            Stretch now = outlook.on(today);
            Obstacle first = now.obstacles().isEmpty() ? null : now.obstacles().getFirst();
            Map<String, @Nullable Object> shown = new LinkedHashMap<>();
            shown.put("verdict", now.prospect().name());
            shown.put("rule", first == null ? null : first.rule());
            shown.put("article", first == null ? null : first.article());
            shown.put("text", first == null ? null : first.text().in(locale));
            shown.put("unless", unless(now));
            shown.put(
                    "periods",
                    outlook.stretches().stream().map(one -> period(one, locale)).toList());
            return shown;
        }

        private static List<String> unless(Stretch stretch) {
            return stretch.unless().stream().map(Remedy::code).toList();
        }

        private static Map<String, @Nullable Object> period(Stretch stretch, Locale locale) {
            Map<String, @Nullable Object> period = new LinkedHashMap<>();
            period.put("from", stretch.from().toString());
            period.put("to", stretch.to().toString());
            period.put(
                    "regime", stretch.regime() == null ? null : stretch.regime().code());
            period.put("verdict", stretch.prospect().name());
            period.put(
                    "rules",
                    stretch.obstacles().stream().map(one -> rule(one, locale)).toList());
            period.put("unless", unless(stretch));
            period.put("listedNumbers", stretch.list() == null ? null : rule(stretch.list(), locale));
            return period;
        }

        private static Map<String, @Nullable Object> rule(Obstacle obstacle, Locale locale) {
            Map<String, @Nullable Object> rule = new LinkedHashMap<>();
            rule.put("rule", obstacle.rule());
            rule.put("article", obstacle.article());
            rule.put("text", obstacle.text().in(locale));
            rule.put(
                    "lastDay",
                    obstacle.lastDay() == null ? null : obstacle.lastDay().toString());
            return rule;
        }
    }
}
