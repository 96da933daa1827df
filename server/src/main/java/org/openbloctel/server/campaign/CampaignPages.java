package org.openbloctel.server.campaign;

import static org.openbloctel.server.web.Access.Caller.MEMBER;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.call.CallFigures;
import org.openbloctel.registry.campaign.Campaign;
import org.openbloctel.registry.campaign.CampaignCover;
import org.openbloctel.registry.campaign.CampaignList;
import org.openbloctel.registry.campaign.CampaignList.Order;
import org.openbloctel.registry.campaign.CampaignList.Search;
import org.openbloctel.registry.campaign.CampaignList.Stage;
import org.openbloctel.registry.campaign.Campaigns;
import org.openbloctel.registry.campaign.Cover;
import org.openbloctel.server.call.CallShown;
import org.openbloctel.server.web.Access;
import org.openbloctel.server.web.CsvTable;
import org.openbloctel.server.web.FormRefusals;
import org.openbloctel.server.web.SignedIn;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** {@code /pro/campagnes}: all campaigns of a company, searched, filtered, sorted, page by page or as a table; and each with its facts. */
@Controller
final class CampaignPages {
    private static final int PAGE = 25;
    private static final int MAX_PAGES = 400;
    private static final int MAX_ROWS = 10_000;
    private static final int MAX_HISTORY = 31;

    private final Campaigns campaigns;
    private final CampaignList list;
    private final CampaignTexts texts;
    private final CallFigures figures;
    private final CallShown calls;
    private final GroundLaw law;
    private final CampaignCover covers;
    private final CoverShown cover;
    private final OutlookShown outlooks;
    private final FormRefusals refusals;

    CampaignPages(
            Campaigns campaigns,
            CampaignList list,
            CampaignTexts texts,
            CallFigures figures,
            CallShown calls,
            GroundLaw law,
            CampaignCover covers,
            CoverShown cover,
            OutlookShown outlooks,
            FormRefusals refusals) {
        this.campaigns = campaigns;
        this.list = list;
        this.texts = texts;
        this.figures = figures;
        this.calls = calls;
        this.law = law;
        this.covers = covers;
        this.cover = cover;
        this.outlooks = outlooks;
        this.refusals = refusals;
    }

    @Access(MEMBER)
    @GetMapping("/pro/campagnes")
    String all(
            @AuthenticationPrincipal SignedIn.Member who,
            @RequestParam(name = "texte", defaultValue = "") String text,
            @RequestParam(name = "etat", defaultValue = "") String stage,
            @RequestParam(name = "tri", defaultValue = "") String order,
            @RequestParam(name = "page", defaultValue = "1") int number,
            Model model) {
        Asked asked = new Asked(text.strip(), stage(stage), order(order), Math.clamp(number, 1, MAX_PAGES));
        long skip = (asked.page() - 1L) * PAGE;
        List<CampaignList.Line> found = list.browse(who.company(), asked.search(), asked.order(), skip, PAGE + 1);
        model.addAttribute("campaigns", found.subList(0, Math.min(PAGE, found.size())));
        model.addAttribute("asked", asked);
        model.addAttribute("stages", Stage.values());
        model.addAttribute("orders", Order.values());
        model.addAttribute("newer", asked.page() > 1 ? asked.address("/pro/campagnes", asked.page() - 1) : null);
        model.addAttribute("older", found.size() > PAGE ? asked.address("/pro/campagnes", asked.page() + 1) : null);
        model.addAttribute("table", asked.address("/pro/campagnes/liste.csv", 1));
        model.addAttribute("me", who.company());
        model.addAttribute("mayDeclare", NewCampaignPages.mayDeclare(who));
        return "campaign/list";
    }

    /** The same as a table, without pages. */
    @Access(MEMBER)
    @GetMapping("/pro/campagnes/liste.csv")
    ResponseEntity<String> table(
            @AuthenticationPrincipal SignedIn.Member who,
            @RequestParam(name = "texte", defaultValue = "") String text,
            @RequestParam(name = "etat", defaultValue = "") String stage,
            @RequestParam(name = "tri", defaultValue = "") String order) {
        CsvTable table = new CsvTable();
        table.row(Arrays.stream(new String[] {
                    "name",
                    "principal",
                    "sector",
                    "starts",
                    "ends",
                    "stage",
                    "id",
                    "covered",
                    "covered-until",
                    "outlook"
                })
                .map(column -> refusals.done("campaign." + column))
                .toList());
        Search search = new Search(text.strip(), stage(stage));
        List<CampaignList.Line> lines = list.browse(who.company(), search, order(order), 0, MAX_ROWS);
        Map<UUID, Cover.Glance> glances = covers.glances(lines.stream()
                .filter(CampaignList.Line::open)
                .map(CampaignList.Line::campaign)
                .toList());
        for (CampaignList.Line line : lines) {
            Campaign campaign = line.campaign();
            // None where the mandate has ended.
            Optional<Cover.Glance> glance = Optional.ofNullable(glances.get(campaign.id()));
            table.row(new ArrayList<>(List.of(
                    campaign.name(),
                    texts.company(campaign.principal()),
                    refusals.done("law.sector." + campaign.sector().code()),
                    campaign.startsOn().toString(),
                    campaign.endsOn().toString(),
                    refusals.done("campaign.stage." + line.stage()),
                    campaign.id().toString(),
                    glance.map(one -> refusals.done("campaign.cover." + cover.state(one)))
                            .orElse(""),
                    glance.flatMap(Cover.Glance::coveredUntil)
                            .map(LocalDate::toString)
                            .orElse(""),
                    glance.map(one -> refusals.done("campaign.outlook." + cover.prospect(one)))
                            .orElse(""))));
        }
        return table.download(refusals.done("campaign.table.name"));
    }

    @Access(MEMBER)
    @GetMapping("/pro/campagnes/{id}")
    String one(@AuthenticationPrincipal SignedIn.Member who, @PathVariable UUID id, Model model) {
        Campaign campaign = campaigns.require(who.company(), id);
        model.addAttribute("c", campaign);
        model.addAttribute("stage", list.stage(campaign));
        Cover stands = covers.of(campaign);
        model.addAttribute("outlook", outlooks.of(stands));
        model.addAttribute("me", who.company());
        model.addAttribute("excused", campaign.ground() == null ? null : law.of(campaign.ground()));
        model.addAttribute("calls", calls.of(figures.of(who.company(), campaign)));
        CampaignCover.History history = covers.history(who.company(), id, MAX_HISTORY);
        model.addAttribute("cover", cover.page(stands, who.company()));
        model.addAttribute("checking", covers.recheckUnderWay(who.company(), id).orElse(null));
        model.addAttribute("sent", history.files());
        model.addAttribute("rechecks", history.checks());
        model.addAttribute("mayDeclare", NewCampaignPages.mayDeclare(who));
        return "campaign/one";
    }

    private static Optional<Stage> stage(String typed) {
        return Optional.ofNullable(named(Stage.values()).get(typed));
    }

    private static Order order(String typed) {
        return named(Order.values()).getOrDefault(typed, Order.NEWEST);
    }

    private static <E extends Enum<E>> Map<String, E> named(E[] values) {
        return Arrays.stream(values).collect(Collectors.toMap(Enum::name, Function.identity()));
    }

    /** What is looked for. */
    record Asked(String text, Optional<Stage> stage, Order order, int page) {
        Search search() {
            return new Search(text, stage);
        }

        /** Whether anything was left out by choice. */
        public boolean isNarrowed() {
            return !text.isEmpty() || stage.isPresent();
        }

        /** The stage, for the field. */
        public @Nullable Stage chosen() {
            return stage.orElse(null);
        }

        String address(String path, int number) {
            UriComponentsBuilder address = UriComponentsBuilder.fromPath(path)
                    .queryParam("texte", "{text}")
                    .queryParam("etat", "{stage}")
                    .queryParam("tri", "{order}");
            return (number > 1 ? address.queryParam("page", number) : address)
                    .encode()
                    .buildAndExpand(text, stage.map(Stage::name).orElse(""), order.name())
                    .toUriString();
        }
    }
}
