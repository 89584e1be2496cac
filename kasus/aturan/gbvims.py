"""One GBVIMS type per incident, derived from our forms of violence; editable afterwards.

GBVIMS asks in a fixed order and takes the first yes, unlike SIMFONI, where forms are many.
"""

from collections.abc import Collection

from kasus.enums import BentukKekerasan, JenisGBVIMS, SubSeksual, SubTPPO

_B, _S = BentukKekerasan, SubSeksual

# Acts on the sexual or reproductive organs without penetration; slavery, torture and exploitation
# are classed by act, and are this much at least.
SERANGAN_SEKSUAL = frozenset(
    {
        *(_S.FISIK, _S.CABUL, _S.KONTRASEPSI, _S.STERILISASI),
        *(_S.SIKSA, _S.EKSPLOITASI, _S.BUDAK),
    }
)
PSIKIS_SEKSUAL = frozenset({_S.NONFISIK, _S.KSBE})


def jenis_gbvims(
    bentuk: Collection[str],
    sub_seksual: Collection[str] = (),
    sub_tppo: Collection[str] = (),
    penetrasi: bool | None = None,
    hak_diingkari: bool = False,
    berbasis_gender: bool = True,
) -> JenisGBVIMS:
    """Return the first type, in the order of the questions, that the facts answer with yes.

    `penetrasi`: a fact of its own, where the assessment knows it. `hak_diingkari`: access,
    maintenance or identity withheld, which has no form code here. Sexual violence of unknown kind
    counts as sexual assault. Exploitation and trafficking are classed by act: sexual ones as
    sexual assault, organ trade as physical assault, any other as denial of resources; trafficking
    without a known kind says nothing by itself.
    """
    if not berbasis_gender:
        return JenisGBVIMS.NON_GBV
    sub, tppo = set(sub_seksual), set(sub_tppo)
    seksual_saja = _B.SEKSUAL in bentuk and not sub
    pertanyaan = (
        (JenisGBVIMS.RAPE, penetrasi is True or _S.PERKOSAAN in sub),
        (
            JenisGBVIMS.SEXUAL_ASSAULT,
            bool(sub & SERANGAN_SEKSUAL) or seksual_saja or SubTPPO.SEKS in tppo,
        ),
        (JenisGBVIMS.PHYSICAL_ASSAULT, _B.FISIK in bentuk or SubTPPO.ORGAN in tppo),
        (JenisGBVIMS.FORCED_MARRIAGE, _S.KAWIN in sub),
        (
            JenisGBVIMS.DENIAL_RESOURCES,
            bool({_B.PENELANTARAN, _B.EKSPLOITASI} & set(bentuk))
            or SubTPPO.PERBUDAKAN in tppo
            or hak_diingkari,
        ),
        (JenisGBVIMS.PSYCHOLOGICAL, _B.PSIKIS in bentuk or bool(sub & PSIKIS_SEKSUAL)),
    )
    return next((jenis for jenis, ya in pertanyaan if ya), JenisGBVIMS.NON_GBV)


def barang_ditukar(bentuk: Collection[str]) -> bool:
    """Whether GBVIMS "goods or money exchanged" is yes: exploitation."""
    return _B.EKSPLOITASI in bentuk


def diperdagangkan(bentuk: Collection[str]) -> bool:
    """Whether GBVIMS "abduction status" is trafficked."""
    return _B.TPPO in bentuk
