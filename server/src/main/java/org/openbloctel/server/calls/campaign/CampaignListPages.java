package org.openbloctel.server.calls.campaign;

import static org.openbloctel.server.platform.access.Access.Caller.MEMBER;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.CampaignCover;
import org.openbloctel.registry.calls.campaign.CampaignList;
import org.openbloctel.registry.calls.campaign.CampaignList.Order;
import org.openbloctel.registry.calls.campaign.CampaignList.Search;
import org.openbloctel.registry.calls.campaign.CampaignList.Stage;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.calls.campaign.Cover;
import org.openbloctel.server.calls.law.SubjectNames;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.FormRefusals;
import org.openbloctel.server.platform.pages.CsvTable;
import org.openbloctel.server.platform.pages.ListQuery;
import org.openbloctel.server.platform.pages.ListQuery.Asked;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /pro/campagnes}: all campaigns of a company, searched, filtered, sorted, page by page or as a table. */
@Controller
record CampaignListPages(
        CampaignList list,
        CampaignTexts texts,
        CampaignCover covers,
        CoverShown cover,
        FormRefusals refusals,
        SubjectNames subjects,
        Campaigns campaigns) {
    private static final int PAGE = 25;
    private static final int MAX_PAGES = 400;
    private static final int MAX_ROWS = 10_000;

    @Access(MEMBER)
    @GetMapping("/pro/campagnes")
    String all(
            SignedIn.Member who,
            @ModelAttribute ListQuery query,
            @RequestParam(name = "page", defaultValue = "1") int number,
            Model model) {
        Asked<Stage, Order> asked = asked(query, Math.clamp(number, 1, MAX_PAGES));
        long skip = (asked.page() - 1L) * PAGE;
        List<CampaignList.Line> found = list.browse(who.company(), search(asked), asked.order(), skip, PAGE + 1);
        model.addAttribute("campaigns", found.subList(0, Math.min(PAGE, found.size())));
        model.addAttribute("asked", asked);
        model.addAttribute("stages", Stage.values());
        model.addAttribute("orders", Order.values());
        model.addAttribute("newer", asked.page() > 1 ? asked.address("/pro/campagnes", asked.page() - 1) : null);
        model.addAttribute("older", found.size() > PAGE ? asked.address("/pro/campagnes", asked.page() + 1) : null);
        model.addAttribute("table", asked.address("/pro/campagnes/liste.csv", 1));
        model.addAttribute("me", who.company());
        model.addAttribute("subjectsUntil", campaigns.bySectorUntil());
        model.addAttribute("mayDeclare", NewCampaignPages.mayDeclare(who));
        return "campaign/list";
    }

    /** The same as a table, without pages. */
    @Access(MEMBER)
    @GetMapping("/pro/campagnes/liste.csv")
    ResponseEntity<String> table(SignedIn.Member who, @ModelAttribute ListQuery query) {
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
        Asked<Stage, Order> asked = asked(query, 1);
        List<CampaignList.Line> lines = list.browse(who.company(), search(asked), asked.order(), 0, MAX_ROWS);
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
                    subjects.of(campaign.sector(), campaign.subject(), campaign.goods()),
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

    private static Asked<Stage, Order> asked(ListQuery query, int page) {
        return query.on(page, Stage.values(), Order.values(), Order.NEWEST);
    }

    private static Search search(Asked<Stage, Order> asked) {
        return new Search(asked.text(), asked.state());
    }
}
