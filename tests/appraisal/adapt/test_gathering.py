"""What is gathered of a page's markup."""

from medagora.appraisal.domain.page import Image, Link, Load, Region, TimeMark
from tests.appraisal.adapt.reading import FILLER, read


def test_links_are_absolute_and_stand_where_their_words_are() -> None:
    page = read(
        "<p>See <a href='../b?x=1' rel='nofollow'> the <b>list</b></a> or"
        " <a href='//else.example.net/c'>c</a>, <a href='/d'>d</a>, <a href='e'>e</a>"
        " <a href='#f'>f</a> <a href='?g'>g</a> <a href='mailto:x@example.org'>h</a>"
    )

    assert page.links[0] == Link(
        "https://health.example.org/b?x=1", "the list", Region.MAIN, "nofollow", 4
    )
    assert [link.address for link in page.links[1:]] == [
        "https://else.example.net/c",
        "https://health.example.org/d",
        "https://health.example.org/topics/e",
        "https://health.example.org/topics/pressure.html#f",
        "https://health.example.org/topics/pressure.html?g",
        "mailto:x@example.org",
    ]


def test_links_that_lead_nowhere_are_left_out() -> None:
    page = read(
        "<a href='javascript:alert(1)'>a</a><a href='data:text/html,x'>b</a>"
        "<a>c</a><a href=''>d</a><a href='blob:x'>e</a>"
    )

    assert page.links == ()


def test_the_base_element_counts() -> None:
    page = read("<base href='https://other.example.net/x/'><a href='y'>y</a>")

    assert page.links[0].address == "https://other.example.net/x/y"


def test_a_link_without_words_takes_its_label() -> None:
    page = read("<a href='/x' aria-label='Contact'><svg></svg></a>")

    assert (page.links[0].words, page.links[0].start) == ("Contact", None)


def test_a_page_without_an_address_keeps_what_is_absolute() -> None:
    page = read("<a href='/x'>x</a><a href='https://a.example.org/'>y</a>", address="")

    assert [link.address for link in page.links] == ["https://a.example.org/"]


def test_a_link_knows_its_region() -> None:
    page = read("<footer><a href='/privacy'>Privacy</a></footer>")

    assert page.links[0].region is Region.FOOTER


def test_pictures_with_without_and_with_empty_texts_are_told_apart() -> None:
    page = read(
        "<img src=a.png alt='A heart'><img src=b.png><img src=c.png alt=''>"
        "<img src=d.png role=presentation><img src='data:x' data-src=e.png alt=E>"
    )

    base = "https://health.example.org/topics/"
    assert page.images == (
        Image(f"{base}a.png", "A heart"),
        Image(f"{base}b.png", None),
        Image(f"{base}c.png", ""),
        Image(f"{base}d.png", ""),
        Image(f"{base}e.png", "E"),
    )


def test_a_pixel_is_loaded_but_is_no_picture() -> None:
    page = read(
        "<noscript><img src=https://t.example.net/p width=1 height=1></noscript>"
    )

    assert page.images == ()
    assert [(one.host, one.load) for one in page.loads] == [
        ("t.example.net", Load.IMAGE)
    ]


def test_everything_that_is_fetched_is_seen_with_its_host() -> None:
    page = read(
        "<link rel=stylesheet href=//fonts.example.net/a.css>"
        "<script src=https://S.Example.net:8443/a.js></script>"
        "<div style='display:none'><iframe src=https://f.example.net/></iframe></div>"
        "<form action=https://go.example.net/send><input></form>"
        "<video src=https://v.example.net/a.mp4></video>"
        "<link rel=canonical href=https://c.example.net/>"
    )

    assert [(one.host, one.load) for one in page.loads] == [
        ("fonts.example.net", Load.STYLE),
        ("s.example.net", Load.SCRIPT),
        ("f.example.net", Load.FRAME),
        ("go.example.net", Load.FORM),
        ("v.example.net", Load.MEDIA),
    ]


def test_a_loader_written_into_the_page_is_seen() -> None:
    page = read(
        "<script>(function(){var s=document.createElement('script');"
        "s.src='https://tags.example.net/go/'+id})()</script>"
        '<script>load("https:\\/\\/cdn.example.net\\/fb.js?v=1")</script>'
        "<script>var links=['https://news.example.net/story']</script>"
        "<script type=application/json>['https://x.example.net/a.js']</script>"
    )

    hosts = [one.host for one in page.loads]
    assert hosts == ["tags.example.net", "cdn.example.net"]


def test_the_first_meta_of_a_name_counts() -> None:
    page = read(
        "<meta name=Author content='Ann Lee'><meta name=author content=Bob>"
        "<meta property=og:site_name content=Health><meta name=description content=D>"
    )

    assert page.meta["author"] == "Ann Lee"
    assert page.meta["og:site_name"] == "Health"
    assert page.description == "D"


def test_graphs_of_linked_data_are_flat() -> None:
    page = read(
        '<script type="application/ld+json">{"@context":"x","@graph":[{"@type":"A"},'
        '{"@type":"B","mainEntity":{"@type":"C"}}]}</script>'
        '<script type="application/ld+json">[{"@type":"D"}];</script>'
        '<script type="application/ld+json">{broken</script>'
    )

    types = [thing.get("@type") for thing in page.linked_data]
    assert types == [None, "A", "B", "C", "D"]


def test_dates_of_all_sources_are_kept_as_written() -> None:
    page = read(
        '<meta property="article:modified_time" content="2024-05-06">'
        '<meta name="DC.date.issued" content="2020"><meta name=updated-by content=x>'
        '<script type="application/ld+json">{"@type":"Article",'
        '"lastReviewed":["2025-01-02","2028-01-02"],"datePublished":"2019-01-01"}</script>'
        '<script type="application/ld+json">{"@type":"Comment","datePublished":"2001"}'
        "</script><p>Updated <time datetime=2024-05-07>7 May</time></p>"
        '<span itemprop="dateModified" content="2024-05-08">8 May</span>',
        last_modified="Tue, 07 May 2024 10:00:00 GMT",
    )

    at = page.text.index("7 May")
    assert page.times == (
        TimeMark("datePublished", "2019-01-01"),
        TimeMark("lastReviewed", "2025-01-02"),
        TimeMark("article:modified_time", "2024-05-06"),
        TimeMark("dc.date.issued", "2020"),
        TimeMark("time", "2024-05-07", at),
        TimeMark("dateModified", "2024-05-08", page.text.index("8 May")),
        TimeMark("last-modified", "Tue, 07 May 2024 10:00:00 GMT"),
    )


def test_names_are_found_by_property_relation_and_class() -> None:
    page = read(
        "<p class=byline>By <a rel=author href=/ann>Ann Lee</a></p>"
        "<span itemprop=author>Bob Ray</span><div class=author-bio>Long</div>"
        "<div class=post-author>Cy Day</div><div id=comments><b class=author>Troll</b>"
    )

    names = [name for name, _ in page.bylines]
    assert names == ["By Ann Lee", "Ann Lee", "Bob Ray", "Cy Day"]
    assert page.bylines[1][1] == page.text.index("Ann Lee")


def test_reviewers_of_microdata_read_like_linked_data() -> None:
    page = read("<p>Checked by <span itemprop=reviewedBy>Dr Kay</span></p>")

    assert page.linked_data == (
        {"@type": "Microdata", "reviewedBy": {"name": "Dr Kay"}},
    )


def test_colours_are_kept_where_both_stand_in_one_style() -> None:
    page = read(
        "<p style='color:#777;background-color:#fff'>Grey</p>"
        "<p style='color:red'>Red</p><b style='COLOR: Gold; background: white'>Gold</b>"
    )

    kept = [(one.text, one.background, one.words) for one in page.colours]
    assert kept == [("#777", "#fff", "Grey"), ("gold", "white", "Gold")]


def test_windows_over_the_page_are_seen() -> None:
    page = read(
        "<div class='modal fade'>Join</div><dialog>Hi</dialog>"
        "<script>window.open('x')</script><div class=cookie-notice>Cookies</div>"
    )

    assert page.pop_ups == ("modal", "dialog", "window.open")


def test_only_shops_have_shop_signs() -> None:
    shop = read(
        "<button class='add_to_cart_button'>Buy</button><span itemprop=price>5</span>"
        '<script type="application/ld+json">{"@type":"Product","offers":'
        '{"@type":"Offer","price":"19.90","priceCurrency":"EUR"}}</script>'
    )
    free = read(
        '<script type="application/ld+json">{"@type":"Course","offers":'
        '{"@type":"Offer","price":"0","priceCurrency":"EUR"}}</script>' + FILLER
    )

    assert shop.shop_signs == (
        "add-to-cart-button",
        "schema.org price",
        "schema.org Offer",
    )
    assert free.shop_signs == ()
