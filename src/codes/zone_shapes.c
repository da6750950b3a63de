/* Made by tests/train/zone_make from the faces named; see its head. */
#include "codes/zone_shapes.h"

/* clang-format off */
const char *const zone_shapes[ZONE_FACES][ZONE_CLASSES] = {
    { /* OCR B */
        /* 0 */ "aaabcddcbaaaaabfjkkjfbaaaafkljjkkfbaacikgddgkica"
                "adjjdaadjjdaaekicaacikeaaekicaacikfaaekicaabhkfa"
                "aekicaachkfaaekicaacikeaadkjdaadjkdaacilgddglica"
                "aafkljjlkfbaaabfikkjgcaaaaabcdddbaaaaaaaaaaaaaaa",
        /* 1 */ "aaaaaccbaaaaaaaadijfbaaaaabejmnicaaaaaejllmicaaa"
                "abfihhlicaaaaacdcfkicaaaaaaaaekicaaaaaaaaekicaaa"
                "aaaaaekicaaaaaaaaekicaaaaaaaaekicaaaaaaaaekicaaa"
                "aaaaaekicaaaaaaaadhfbaaaaaaaaacbaaaaaaaaaaaaaaaa",
        /* 2 */ "aaacdddcbaaaaadhjkkifbaaabgkkjklkeaaabefdcdhlhca"
                "aaaaaaaekjcaaaaaaabglhcaaaaaacgkkeaaaaabeilkgbaa"
                "aabejljfbaaaaadjlhdaaaaaabglicaaaaaaacilhedddcaa"
                "acimlkkkjfbaabfijjjjifbaaabcddddcbaaaaaaaaaaaaaa",
        /* 3 */ "aaccddddcbaaacgjjjjjiebaachjkklnmgbaaacddfjmkeaa"
                "aaaabfkkfbaaaaabflmicaaaaaabhmnkfbaaaaabehjlkfba"
                "aaaaabdgljcaaaaaaaadjkdaaaaaaaadkkdaabddccdhlica"
                "achkjjkljeaaacgjkkjiebaaaabddddcaaaaaaaaaaaaaaaa",
        /* 4 */ "aaaaabcaaaaaaaaabfhcaaaaaaaadjjdaaaaaaabgkhbaaaa"
                "aaadjkeaaaaaaabgkhcaaaaaaadjkecdcaaaabgkiceifbaa"
                "acjlhdglidaaaelnkilnlhcaadjlkkmomicaabdeefimjeba"
                "aaaaabfkhbaaaaaaaadhebaaaaaaaabcbaaaaaaaaaaaaaaa",
        /* 5 */ "aaaccdddcbaaaachjjjjhdaaaaekmkkkidaaaafljeddcbaa"
                "abglidbaaaaaabgmmjhebaaaaaejlkkkgbaaaabddehkkeaa"
                "aaaaaachkgbaaaaaaabgkhbaaaaaaacikgbaaabcdehljdaa"
                "abeijkljfbaaabfjkjhebaaaaacddcbaaaaaaaaaaaaaaaaa",
        /* 6 */ "aaaaaabcaaaaaaaaacghcaaaaaaachkicaaaaaabgkjeaaaa"
                "aabfklfbaaaaaadjnlhecaaaabgmomlkhdaaacjnliiklhba"
                "adklfccfkkdaaekjcaacikeaaekjcaacikeaadjkgddgkjda"
                "abgkljjlkgbaaacfjkkjgcaaaaabcddcbaaaaaaaaaaaaaaa",
        /* 7 */ "aaccddddccaaacgjjjjjjhcaachjkkklnkeaaacdddeimkda"
                "aaaaaadilgbaaaaaachlidaaaaaabfkjeaaaaaaadjkfbaaa"
                "aaabgkicaaaaaaacikfaaaaaaaadjkdaaaaaaaadkjcaaaaa"
                "aaadkicaaaaaaaacgfbaaaaaaaaacbaaaaaaaaaaaaaaaaaa",
        /* 8 */ "aaabcddcbaaaaabfikkifbaaaaejlkjlkeaaabhliddhlhba"
                "abhlhcchlhbaaaekliikkeaaaachmnnnicaaaadimmmmjdaa"
                "abhljffilhcaadjkeaaekkdaaekjcaacjkeaadjkfdcfkkda"
                "abgkkjjklhbaaacgjkkjgcaaaaabcdddbaaaaaaaaaaaaaaa",
        /* 9 */ "aaabcddcbaaaaabfikkjfcaaabfjlkjlkfbaacilhddgljda"
                "aekjdaacjkeaaekjcaacikeaadjkfcbekkeaabhlkihkmjda"
                "aachkklnmgbaaaacegknjdaaaaaabfklfbaaaaaadjlhcaaa"
                "aaachlidaaaaaaacghdaaaaaaaaaccaaaaaaaaaaaaaaaaaa",
        /* A */ "aaaaaaaaaaaaaaaabccbaaaaaaabejjebaaaaaacinnicaaa"
                "aaadjnnjdaaaaaaekllkeaaaaabgkiikgbaaaacikffkicaa"
                "aadkmhhmkdaaaaflnllnlfaaabhlkiiklhbaacikfccfkjca"
                "adjjdaadjjdaacggbaabfgcaaacbaaaabcaaaaaaaaaaaaaa",
        /* B */ "aaaaaaaaaaaaaacddddcbaaaachkjjjifbaaaelmkkklkfba"
                "aekjfddhlicaaekicaaekjdaaelkgefilicaaelnlklnmhba"
                "aelmjijlmicaaekjeccfkkeaaekicaadjkeaaekjfdegljda"
                "aekmkkklkgbaachjjjjifcaaaacdddccbaaaaaaaaaaaaaaa",
        /* C */ "aaaaaaaaaaaaaaaabdedbaaaaaacgjkjgcaaaabgklklkeaa"
                "aadjkgdgheaaaaekicabcbaaaafkhbaaaaaaabgkgbaaaaaa"
                "abgkgbaaaaaaaafkhbaaaaaaaaekicabcbaaaadjkgdgieaa"
                "aabgklklkeaaaaacgjkjgcaaaaaabdddbaaaaaaaaaaaaaaa",
        /* D */ "aaaaaaaaaaaaaabcccaaaaaaaadijhfcaaaaaaflmlkhcaaa"
                "abgljhjkgbaaabgkhcfkkeaaabgkhbbgkhbaabgkhbaekica"
                "abgkhbaekjcaabgkhbafkicaabgkhcdikgbaabgljgilidaa"
                "aaflmlljeaaaaadhjigdbaaaaaacccbaaaaaaaaaaaaaaaaa",
        /* E */ "aaaaaaaaaaaaaabcdddddcaaaadikjjjjgbaabglmkjjjgba"
                "abgliedddcaaabgkgbaaaaaaabgljfeedbaaabgmmkkkhcaa"
                "abgmljiigcaaabgkhdccbaaaabgkgbaaaaaaabgliedddcaa"
                "abglmkkkjgbaaadijjjjjgbaaabcddddccaaaaaaaaaaaaaa",
        /* F */ "aaaaaaaaaaaaaaabcdddcbaaaabeikjjiebaaabhmlkjifba"
                "aacilhddcbaaaacikfaaaaaaaacilifecaaaaacimmkkgcaa"
                "aacimkihfbaaaacilgccbaaaaacikfaaaaaaaacikfaaaaaa"
                "aabhkeaaaaaaaabfhdaaaaaaaaabcbaaaaaaaaaaaaaaaaaa",
        /* G */ "aaaaaaaaaaaaaaaacdedbaaaaaadhkkkhdaaaadilkjkkgba"
                "abgljedegebaacikfaaabbaaadkjdabbbbaaadkjddghheba"
                "adkjdeilmjcaadkkdcehlkdaacikfbadjkdaabgljecfkkda"
                "aadilkjkmjcaaaadhkkkifbaaaaacdedcbaaaaaaaaaaaaaa",
        /* H */ "aaaaaaaaaaaaaabcaaaacbaaabghcaachgbaacikdaadkica"
                "acjkdaadkjcaacjkdaadkjcaacjlgddgljcaacjnlkklnjca"
                "acjmkjjkmjcaacjlfccfljcaacjkdaadkjcaacjkdaadkjca"
                "acikdaadjicaabfgcaacggbaaabcaaaacbaaaaaaaaaaaaaa",
        /* I */ "aaaaaaaaaaaaaaabcdddbaaaaabfjkkjfbaaaabfknnkgbaa"
                "aaabfllfcaaaaaaadjjdaaaaaaaadjjdaaaaaaaadjjdaaaa"
                "aaaadjjdaaaaaaaadjjdaaaaaaaadjjdaaaaaaacfllgcaaa"
                "aachknnkhcaaaachjkkjhcaaaaacddddcaaaaaaaaaaaaaaa",
        /* J */ "aaaaaaaaaaaaaaaaaabcbaaaaaaaabfhdaaaaaaaabhkeaaa"
                "aaaaacikfaaaaaaaacikfaaaaaaaacikfaaaaaaaacikfaaa"
                "aaaaacikfaaaaaccacikfaaaachhccikeaaaacjkgejkeaaa"
                "abgllklicaaaaachkkieaaaaaaacddcaaaaaaaaaaaaaaaaa",
        /* K */ "aaaaaaaaaaaaaaccaaaaccaaacggcabehgbaadjjcbejkgba"
                "adkjeejlhcaaadkkhjlhcaaaadkmllhcaaaaadkookeaaaaa"
                "adkonlfbaaaaadkljkjebaaaadkjfhkjebaaadkjdchljeaa"
                "adjjcachkicaacggbaacghcaaacbaaaabcbaaaaaaaaaaaaa",
        /* L */ "aaaaaaaaaaaaaabcaaaaaaaaabghcaaaaaaaacikdaaaaaaa"
                "acjkdaaaaaaaacjkdaaaaaaaacjkdaaaaaaaacjkdaaaaaaa"
                "acjkdaaaaaaaacjkdaaaaaaaacjkdaaaaaaaacjlgddddcaa"
                "acimlkkkjhcaabfijjjjjhcaaabcdddddcaaaaaaaaaaaaaa",
        /* M */ "aaaaaaaaaaaaabcdcaacddbaadilhcchljdaaemplfelpmfa"
                "aelomihmomfaaelnmllmmlfaaekllnnllkfaaekkjnnjjkfa"
                "aekjhmmhikfaaekifiifikfaaekiddddhkfaaekicaachkfa"
                "aekhbaabhkfaadhfbaabfhdaaacbaaaabcbaaaaaaaaaaaaa",
        /* N */ "aaaaaaaaaaaaaacdbaaabcaaachjfbabggcaadkojdacjjda"
                "adkomgbcjkdaadkonjddjkdaadkmlkgejkdaadkkikjfjkda"
                "adkjfikikkdaadkjefklmkdaadkjdcjnokdaadkjdbfmplda"
                "adjjcadjoldaacggbabfjhcaaacbaaabccaaaaaaaaaaaaaa",
        /* O */ "aaaaaaaaaaaaaaaaceecaaaaaabeikkiebaaaadiljjljdaa"
                "abgkiddhkhbaacjkeaaekjdaadkjcaacjkeaaekicaacikea"
                "aekjcaacikeaadkjdaadjkdaacikfaaekjcaabgkieeikgba"
                "aacilkklidaaaaadhkkidaaaaaaacddcaaaaaaaaaaaaaaaa",
        /* P */ "aaaaaaaaaaaaaabcdddcbaaaabfjkjjifcaaacimljkkkgba"
                "acjlgddgkkdaacjkdaacjkeaacjlfccfkkeaacjmkijklhca"
                "acjnlkkjhdaaacjlheedbaaaacjkeaaaaaaaacjkdaaaaaaa"
                "acikdaaaaaaaabfgcaaaaaaaaabcaaaaaaaaaaaaaaaaaaaa",
        /* Q */ "aaaaaaaaaaaaaaabcddcaaaaaabfikkhdaaaaaejljklhcaa"
                "acilhdejkeaaadkjdabgkhbaaekjcaaekicaaekidccejica"
                "aekjfhihkicaadkjfhlmmhbaacikggkomgbaabfkkjlongba"
                "aacgjkklmidaaaabdffehhdaaaaaaaaabcbaaaaaaaaaaaaa",
        /* R */ "aaaaaaaaaaaaaabcddcbaaaaaaeikjjhebaaabhllkkljeba"
                "abhlheeilicaabhkfaafkicaabhlhddhkhbaabhmljjljeaa"
                "abhmmmnlgbaaabhlihlkeaaaabhkfdilhbaaabhkfbekkeaa"
                "abhkfabgkhbaabehdaadhgbaaabcbaaacbaaaaaaaaaaaaaa",
        /* S */ "aaaaaaaaaaaaaaabcdecbaaaaabfikkjfbaaaaejljjlkeaa"
                "abgliddgifaaabglicabdcaaaaejlhecaaaaaabfjlkhdaaa"
                "aaabdhklidaaaabbbbejlgbaaaefcabglicaabgjhddhlhba"
                "aaejlkkljeaaaabfjkkifbaaaaabcddcbaaaaaaaaaaaaaaa",
        /* T */ "aaaaaaaaaaaaaacddddddcaaachjjkkjjhcaachjknnljhca"
                "aacdfllgdcaaaaaadjjdaaaaaaaadjjdaaaaaaaadjjdaaaa"
                "aaaadjjdaaaaaaaadjjdaaaaaaaadjjdaaaaaaaadjjdaaaa"
                "aaaadjjdaaaaaaaacggcaaaaaaaaabbaaaaaaaaaaaaaaaaa",
        /* U */ "aaaaaaaaaaaaaaccaaaabcaaacggcaabggcaadjjcaacjjda"
                "adkjdaacjkdaadkjdaacjkdaadkjdaacjkdaadkjdaacjkda"
                "adkjdaacjkdaadkjdaacjkdaadjkdaadjkdaacilgddglica"
                "abfkljjlkfbaaacfjkkjgcaaaaabcddcbaaaaaaaaaaaaaaa",
        /* V */ "aaaaaaaaaaaaabcbaaaabcbaadhfbaabfhdaadjjcaacjkda"
                "acjkeaaekjcaabhkgbafkhbaaafkicbhkfaaaadkjddjkdaa"
                "aacikfekjcaaaabhkhhkhbaaaaafkkkkfaaaaaadknnkdaaa"
                "aaacinnicaaaaaabfjjfbaaaaaaabddbaaaaaaaaaaaaaaaa",
        /* W */ "aaaaaaaaaaaaabcbaaaabcbaadhfbaabfhdaaekicaabhkea"
                "aekicaacikeaaekjcaacikeaadkjeeeejkdaadkkhjkhkkda"
                "adjljnnklkdaacjmmnnmnjcaacinommonicaabhnokknnhba"
                "aafmmggmmfbaaadiiddhidaaaaaccaaccbaaaaaaaaaaaaaa",
        /* X */ "aaaaaaaaaaaaaabcaaaacbaaabfhdaadhfbaabgkhcbhkgba"
                "aadjkffkkeaaaabglkklhbaaaaadjnnjdaaaaaabhnnhbaaa"
                "aaabhnnhcaaaaaaekmmkeaaaaachliilhcaaaaekjeejkfaa"
                "abhkgbbgkhbaabggdaachgbaaabcaaaaccaaaaaaaaaaaaaa",
        /* Y */ "aaaaaaaaaaaaaaccaaaaccaaabfhdaadhgbaabgkhbbgkhba"
                "aaekkeejkeaaaabhljjlhcaaaaadjmmkeaaaaaabgmnhbaaa"
                "aaaaelleaaaaaaaadjkdaaaaaaaadjjdaaaaaaaadjjdaaaa"
                "aaaadjjdaaaaaaaacggcaaaaaaaaabbaaaaaaaaaaaaaaaaa",
        /* Z */ "aaaaaaaaaaaaaabcddddcaaaabeijjkkhcaaabeijkmnjdaa"
                "aabcdfjmhbaaaaaaaekkeaaaaaaabhlhbaaaaaaaekkeaaaa"
                "aaabhlhbaaaaaaaekjdaaaaaaachlgbaaaaaaaeklgdddbaa"
                "abgmnlkkifbaabfikjjjiebaaabcddddcbaaaaaaaaaaaaaa",
        /* < */ "aaaaaaaaaaaaaaaaaaaabbaaaaaaaaadggcaaaaaabeikica"
                "aaaadgkkiebaaabeilkgcaaaabgkliebaaaaadjnlfbaaaaa"
                "abgkliebaaaaaabfilkgcaaaaaaadgkkiebaaaaaabeikica"
                "aaaaaaadggcaaaaaaaaabbaaaaaaaaaaaaaaaaaaaaaaaaaa",
    },
    { /* Cousine:bold */
        /* 0 */ "aaaaaaaaaaaaaaacdeeecaaaaadillllidaaadjnnllnnida"
                "bgmnjeejnmgbciomfbbfmoiccjolfeeflojcdkolhjjhlokd"
                "dkolhjjglokdcjolfddflojcciomfabfmoicbfmnjeejnmfb"
                "acinnllnmicaaadilllkhdaaaaacdeedcaaaaaaaaaaaaaaa",
        /* 1 */ "aaaaaaaaaaaaaaaabcdcaaaaaaabfjlicaaaacehlopldaaa"
                "bgkllnpldaaabgjhhlpldaaaaccbdkoldaaaaaaacjoldaaa"
                "aaaacjoldaaaaaaacjoldaaaaaaacjoldaaaabddflpmgdcb"
                "bfjklnpomkidbfklllllllidacdddddddddbaaaaaaaaaaaa",
        /* 2 */ "aaaaaaaaaaaaaaaceffecbaaabeilmmljfbaaeknnllnnkea"
                "bflmieeinnhbadggdabhnnhbaabbabfkolfaaaaacfknmhca"
                "aaachlnlhcaaaadimnkfcaaaacimnjebaaaabgmpmifeeeca"
                "cjopommmmlicchllllllllhcacddddddddcaaaaaaaaaaaaa",
        /* 3 */ "aaaaaaaaaaaaaabceffecbaaabfjlmmljfbabflnmllnokfa"
                "bgllgeejonhbadfecachnnhbaaabcegkmkeaaaabgknnmhca"
                "aaabfkmnmjdaabbbcdeimnicbegfcaaelpkdcimlgeehnokd"
                "bgmomllmomgbacgjlmmlkgcaaabdeffedbaaaaaaaaaaaaaa",
        /* 4 */ "aaaaaaaaaaaaaaaaaacddcaaaaaaaejlkgbaaaaadinpoica"
                "aaachlnooicaaabfllknoicaaaeklhgmoicaadjmidemoica"
                "chmlfcfmojdaelolihjnplhdflnmllmopnkfdghhhhjnpmhd"
                "abbbbbfmojdaaaaaaadjkgbaaaaaaabddcaaaaaaaaaaaaaa",
        /* 5 */ "aaaaaaaaaaaaabddddddddbaadjlllllljdaafmpmlkkkida"
                "bgnniedddcbabgnnheddcbaabhnolklljfbabhnomlmnolfb"
                "bfjjhffjnojcacddbaaelpkdbdfebaaelpkdchllgeeinoic"
                "bglnmllnnkeaacfjlmlliebaaabcefedcaaaaaaaaaaaaaaa",
        /* 6 */ "aaaaaaaaaaaaaaabdefecbaaaadhklmljfbaachmnllmnjda"
                "aflokfehkidabhnnhddeedbacjoniijjhebacjoolklmnkea"
                "cjookgfjnniccjongbaemokdbhnngbaelokdaelnjfehnoic"
                "achmnllmnlfbaacgkllljfbaaaabdefecbaaaaaaaaaaaaaa",
        /* 7 */ "aaaaaaaaaaaaacddddddddcachlllllllkgbchlmmmmnpoic"
                "aceeeegkomfbaaaaabflmicaaaaaaeknjdaaaaaacinmfbaa"
                "aaaaflnicaaaaaaciomfaaaaaaaelojdaaaaaabgnnhbaaaa"
                "aaciongbaaaaaabgkjeaaaaaaaacddbaaaaaaaaaaaaaaaaa",
        /* 8 */ "aaaaaaaaaaaaaabceffecbaaabfjlllljfbaaflnmjjmnlfa"
                "bhnniddinnhbbhnnhcchnnhbaeknkhhknkeaachmnmmnmhca"
                "aeknljjlnkeacinmgddgmnicdkpleaaelpkdcjomgddgmojc"
                "bglnljjlnlgbacgjlllljgcaaabceffedbaaaaaaaaaaaaaa",
        /* 9 */ "aaaaaaaaaaaaaabcefedcaaaabfjlllkhdaabflnmllnnica"
                "cioniefjomfbdkpleabgnoicdkomeabgnojccinnjffjookd"
                "aeknnlkmookdabeikkijnojcabefeddhnnhbaejkgefkolea"
                "aeknmllnmhcaabfjlmlkgcaaaabdefedbaaaaaaaaaaaaaaa",
        /* A */ "aaaaaaaaaaaaaaaacddcaaaaaaadillidaaaaaafmppmfbaa"
                "aacinnmnicaaaaelnjjnleaaabgmmggmmgbaacjnkddknjca"
                "aelokffkoleabhnpnllnpnhbdjoomllmoojdfmokgeefkomf"
                "hnngbaabgnnhhljdaaaadjkhcdcbaaaabcdcaaaaaaaaaaaa",
        /* B */ "aaaaaaaaaaaaacddddddcbaabgkllllljgcacjopnlmnolgb"
                "cjonieeinojccjomgbcgnoiccjonjggknlfbcjopnlmnnjea"
                "cjoolkjlmlhccjonhddejnmgcjomfaachnnhcjoniedfkong"
                "cjopnllmnnjebgklllllkhebacdddddddcaaaaaaaaaaaaaa",
        /* C */ "aaaaaaaaaaaaaaacdefecbaaabeilmmljfbaaejnnmlnnlfb"
                "cinokfehmmicdkpmfaacgifbempkdaaabcbafmojcaaaaaaa"
                "fmokdaaaaaaaempkdaaabdcbdkpmfbacgjidbhnokfehlnjd"
                "adjnnmlmnlgbaadhkmmljfcaaaacdefecbaaaaaaaaaaaaaa",
        /* D */ "aaaaaaaaaaaaacdddddcbaaachklllkigcaacjopnmmnmida"
                "cjonifhlomhbcjomfbbgmokdcjomfaadkpmecjomfaacjomf"
                "cjomfaacjomfcjomfaadkplecjomfbbgmokdcjonifhlomgb"
                "cjopnmmnmicachklllljgcaaacdddddcbaaaaaaaaaaaaaaa",
        /* E */ "aaaaaaaaaaaaacddddddddcabgklllllllhccjopnmmmmlhc"
                "cjonieeeedcacjomgbaaaaaacjonifeeedbacjopnmmmmjea"
                "cjopnlllljdacjoniedddcbacjomfaaaaaaacjonieeeeedb"
                "cjopnmmmmmjebgkllllllljeacdddddddddbaaaaaaaaaaaa",
        /* F */ "aaaaaaaaaaaaabddddddddcabfklllllllhcbgnpommmmlhc"
                "bgnokfeeedcabgnoicaaaaaabgnojdcccbbabgnpmjiiiheb"
                "bgnpommmmkgbbgnolihhhgebbgnoidbbbbbabgnnicaaaaaa"
                "bgnnicaaaaaabfkkgbaaaaaaabddcaaaaaaaaaaaaaaaaaaa",
        /* G */ "aaaaaaaaaaaaaaacdefecaaaabeilmmliebaaeknnmmnnjea"
                "cinojfeimlfbdkpmfaadggdaempkdbcdddcafmojddhiiigc"
                "fmojdejmnokdempkecfilpmedkomfbbejomebhnokfeglold"
                "adjnnmlmnmicaadhkmmljgdaaaacdeeecbaaaaaaaaaaaaaa",
        /* H */ "aaaaaaaaaaaaacddbaabddcabgkjeaaejkgbcjomfaafmojc"
                "cjomfaafmojccjongbbgnojccjoojggjoojccjopnmmnpojc"
                "cjopmllmpojccjonieeinojccjomfaafmojccjomfaafmojc"
                "cjomfaafmojcbgkjeaaejkgbacddbaabddcaaaaaaaaaaaaa",
        /* I */ "aaaaaaaaaaaaabddddddddbabfkllllllkfbbfkmnppnmkfb"
                "acdfjoojfdcaaaabhnnhbaaaaaabhnnhbaaaaaabhnnhbaaa"
                "aaabhnnhbaaaaaabhnnhbaaaaaabhnnhbaaaacdfjoojfdca"
                "bfkmnppnmkfbbfkllllllkfbabddddddddbaaaaaaaaaaaaa",
        /* J */ "aaaaaaaaaaaaaaaacddddcaaaaacillllicaaaacilnoplda"
                "aaaadehmpldaaaaaaadlpldaaaaaaadlpldaaaaaaadlplda"
                "aaaaaadlpldaabdcaadlpldabgjidaelpldacinnifinojca"
                "bflonmnolfbaabfjlmljgcaaaabdefedbaaaaaaaaaaaaaaa",
        /* K */ "aaaaaaaaaaaaacddbaaacddbcgkjeaaejliecjomfbdjnnhc"
                "cjomfdinnidacjomhhmnjdaacjonlmoleaaacjopopokdaaa"
                "cjopooomgbaacjoolkmokeaacjonheinnicacjomfbelomgb"
                "cjomfabgmokecgkjeaadilkfacddbaaacddcaaaaaaaaaaaa",
        /* L */ "aaaaaaaaaaaaaacdcaaaaaaaacilicaaaaaaadlpldaaaaaa"
                "adlpldaaaaaaadlpldaaaaaaadlpldaaaaaaadlpldaaaaaa"
                "adlpldaaaaaaadlpldaaaaaaadlpldaaaaaaadlpmgeeeedb"
                "adlpommmmlicacilllllllicaacdddddddcaaaaaaaaaaaaa",
        /* M */ "aaaaaaaaaaaabdddbaabdddbdjlkgbbfkljdempokdcjopme"
                "empolfekopmeemonmihlnomeemnlmllllnmeemmjlnnljmme"
                "emmhkookimmeemmghnnhgmmeemmfeiiefmmeemmfbccbfmme"
                "emmeaaaafmmedjjdaaaadjjdbddbaaaabddbaaaaaaaaaaaa",
        /* N */ "aaaaaaaaaaaaacddcaaacdcachklidachkhccjopmgbdknjc"
                "cjopojcdknjccjoooledknjccjnnnmhfknjccjnlkmkhknjc"
                "cjnlhlmjlnjccjnkfimmmnjccjnkefmoonjccjnkddjopojc"
                "cjnkdbgnpojcchkhcadillhcacdcaaacddcaaaaaaaaaaaaa",
        /* O */ "aaaaaaaaaaaaaaaceffecaaaabeilmmliebaaeknnmmnnkea"
                "cionjeejnoicelpleaaelplefmokdaadjomfgmojcaacjong"
                "gmojcaacjomgfmokdaadkomfelpleaaelplecinnjffjnnic"
                "aeknnmmnnkeaabeilmmliebaaaaceeeecaaaaaaaaaaaaaaa",
        /* P */ "aaaaaaaaaaaaacddddddcbaacgkllllkifcacjopnmmnnlgb"
                "cjoniefinokdcjomfbaelpmecjomgbbflplecjonjghknojc"
                "cjopnmmnmjebcjoomkjigdbacjonhdccbaaacjomfaaaaaaa"
                "cjomfaaaaaaacgkjeaaaaaaaacddbaaaaaaaaaaaaaaaaaaa",
        /* Q */ "aaaaaaaaaaaaaaaceffecaaaabeilmmliebaaeknnmmnnkea"
                "cionjeejnoicelpleaaelplefmokdaadjomfgmojcaacjong"
                "gmojcaacjomgfmokdaadkomfelpleaaelplecinnjffjnoic"
                "aeknnmmnnkeaabeimopnjebaaaacgmpmhcbaaaaachlkgdcb",
        /* R */ "aaaaaaaaaaaaacddddddcbaabgkllllljgcacjopnmmnnmhc"
                "cjonieehmplecjomfbadkomfcjonhdcflolecjooljjlnmic"
                "cjopnmopnidacjookjmomgbacjongdhnojdacjomfbdjomgb"
                "cjomfabfmolebgkjeaachkkfacddbaaacddcaaaaaaaaaaaa",
        /* S */ "aaaaaaaaaaaaaabdeffedbaaacgjlllljgcabgmnlkkmolgb"
                "dkomgddgklhcdkpmgcbcefdbcinoligedbaaaeimnnmljgca"
                "aadfikmnnmhcabbbcdeimolfdggebaadjongekmkfddfkomf"
                "dimnmkklnmicadhkllllkhdaaabdeffedbaaaaaaaaaaaaaa",
        /* T */ "aaaaaaaaaaaabddddddddddbfkllllllllkffkmmnppnmmkf"
                "bdefjoojfedbaaabhnnhbaaaaaabhnnhbaaaaaabhnnhbaaa"
                "aaabhnnhbaaaaaabhnnhbaaaaaabhnnhbaaaaaabhnnhbaaa"
                "aaabhnnhbaaaaaabfkkfbaaaaaaabddbaaaaaaaaaaaaaaaa",
        /* U */ "aaaaaaaaaaaaacddbaabddcachljdaadjlhccjomfaafmojc"
                "cjomfaafmojccjomfaafmojccjomfaafmojccjomfaafmojc"
                "cjomfaafmojccjomfaafmojcciongbbgnoicbhnojffkongb"
                "aekonmmnnjdaabfjlmmliebaaabcefedcaaaaaaaaaaaaaaa",
        /* V */ "aaaaaaaaaaaacddbaaaabddcgkjeaaaaejkghnoicaabhnnh"
                "elokdaadkolecjomfaafmojcbgmnicbhnngbadkokddkokda"
                "acinmggmnicaaafmnjjnmfaaaadjnnmnkdaaaabhnppnhbaa"
                "aaaelppleaaaaaachllhcaaaaaaacddcaaaaaaaaaaaaaaaa",
        /* W */ "aaaaaaaaaaaacdcaaaaaacdcikgbaaaabgkijnjcaaaacjnj"
                "inkdabbadknihnledhhdelnhfmmggmmggmmfemnikookimme"
                "dknlmoomlnkdcjnnnmmnnnjccinpnjjnpnicbgnpmggmpngb"
                "afmpkddkpmfaadjlhcchljdaabddcaacddbaaaaaaaaaaaaa",
        /* X */ "aaaaaaaaaaaabddcaaaacddbdikidaadikidcinnhcchnnhc"
                "adjnlgglnjdaabflnmlnlfaaaabhmoomgbaaaaaelppkdaaa"
                "aabfmpplfaaaaadjnnnnjdaaacinmiimnhcabgmnjddjnmfb"
                "ekolfaaflokefkkgbaabgkkfcddbaaaabddcaaaaaaaaaaaa",
        /* Y */ "aaaaaaaaaaaacddbaaaabddcfkkgbaabgkkfelokeaaekole"
                "bhmnhccinmhbadjnlgglnjdaaaflnllnlfaaaachnoonhcaa"
                "aaadkookdaaaaaaciooicaaaaaabhnnhbaaaaaabhnnhbaaa"
                "aaabhnnhbaaaaaabfkkfbaaaaaaabddbaaaaaaaaaaaaaaaa",
        /* Z */ "aaaaaaaaaaaaabddddddddcabfklllllllhcbfkmmmnopoic"
                "abdeefinplfbaaaaadjnmhcaaaaacinnicaaaaachmnjdaaa"
                "aabglokeaaaaabfkolfbaaaaaejnmhcaaaaacinolheeeedb"
                "elppommmmmjddjlllllllljdbddddddddddbaaaaaaaaaaaa",
        /* < */ "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabbaaaaaaabcehgc"
                "aaabcegjlmjdacegjlmmlifbchlmmljgecbadlomjfcbaaaa"
                "dlomjfdbaaaachkmmljhecbaacegillmljfbaaabcegjlljd"
                "aaaaaabceggcaaaaaaaaabbaaaaaaaaaaaaaaaaaaaaaaaaa",
    },
    { /* TeX Gyre Cursor:bold */
        /* 0 */ "aaabceecbaaaaabfjlljfbaaabfknmmnkfbaacjmjffjmjca"
                "aellfaaflleaaflkdaadklfabgljcaacjlgbbgljcaacjlgb"
                "bgljcaacjlgbbgljdaadjlgbaelleaaelleaadjmieeimjda"
                "abglmllmlgbaaacgkmmkgcaaaaabeffebaaaaaaaaaaaaaaa",
        /* 1 */ "aaaabccaaaaaabdfhjicaaaaadjmmoldaaaaadjlloldaaaa"
                "abddgmldaaaaaaaadlldaaaaaaaadlldaaaaaaaadlldaaaa"
                "aaaadlldaaaaaaaadlldaaaaaaaaemmeaaaaabdehnnhedba"
                "aejlnoonljdaadjlllllljdaabddddddddbaaaaaaaaaaaaa",
        /* 2 */ "aaabdeecbaaaaadhklljfcaaadimmmmmlfbabfllhefjmjca"
                "bfjhcaafmldaacecaabgmldaaaaaabekmicaaaaabfkmkeaa"
                "aaabfkmkebaaaacglmjebaaaachlmjebcdbabhmomiffjida"
                "dkppommmomfacillllllljdaacddddddddbaaaaaaaaaaaaa",
        /* 3 */ "aaacdeedbaaaabeikllkgcaaacimmlmmlhbaadijgeeimkda"
                "abddbaafmleaaaaabceimkdaaaaaejlnmgbaaaabejmnlgba"
                "aaaabegjljeaaaaaaabejmhbaaaaaaacimhbadfedddglmgb"
                "bgklkkkmmjdabejlmmmliebaabdefgfecaaaaaaaabaaaaaa",
        /* 4 */ "aaaaaacccaaaaaaaadhjhcaaaaaabhmokdaaaaaaelopldaa"
                "aaacimnoldaaaabflljmldaaaadjmigmldaaabgmkeflldaa"
                "aeknjfhmmfaabgnomlmoojcabgkmmmnpojdaacefgilonica"
                "aaaadjnpojdaaaaacilllidaaaaaacdddcaaaaaaaaaaaaaa",
        /* 5 */ "aabcddddcbaaabfjkkkkjfbaacinnmmmkgbaacimkhggfdaa"
                "acimiedcbaaaacinljjhebaaacinnmmmkgbaabgkkihkmkea"
                "aacddcbekmgbaaaaaaacimicabbaaaacimhbbehfdddgllgb"
                "bglmkkkmmjdaadilmmmlieaaaacefgfecaaaaaaaabaaaaaa",
        /* 6 */ "aaaaabcdedbaaaaacfjlmkfbaaachlnmmlgbaabgmmjgeeda"
                "aaekmidbaaaaabhmlgedcaaaacjnlklliebaadkonmmmmjda"
                "adkomifglmgbadknjdacimicacimjcabhmicabgmlgdfkmhb"
                "aadjnmklnkeaaabejlmmkfbaaaaaceffdbaaaaaaaaaaaaaa",
        /* 7 */ "abcddddddcbabfikkkkkkidabhmnmmmmoleabgkjgggjnlea"
                "acedbbchmjdaaaaaaacjmhbaaaaaaaellfaaaaaaabgmkdaa"
                "aaaaacjmhbaaaaaaaellfaaaaaaabgmkdaaaaaaacjmhbaaa"
                "aaaadklfaaaaaaaachhcaaaaaaaaaccaaaaaaaaaaaaaaaaa",
        /* 8 */ "aaabdeedbaaaaacgkllkgcaaabglmmmmlgbaadkmieeimkda"
                "aelleaaelleaadklgccgmkdaabhmljjlmhbaabflonnolfba"
                "acimljjlmicaaellgddglleaafmkdaadkmfaaflmhddhmlfa"
                "adjnmkkmnjdaaaeilmmlieaaaaaceffecaaaaaaaaaaaaaaa",
        /* 9 */ "aaabceedbaaaaabfjllkhdaaaaeknmmmmicaabhmkgeimlfa"
                "acjmhbadkmhbacjmhbadjnjcabhmkfehmokdaaeknllmookd"
                "aabfkmllmnjcaaabdffhlmhbaaaaabdimkeaaacddeimmhba"
                "achkllmmicaaabhlmmkgcaaaaaceffdbaaaaaaaaaaaaaaaa",
        /* A */ "aaaaaaaaaaaaabdddddbaaaabfjlllkfbaaabfknppojcaaa"
                "abejnooleaaaaacimlmmhbaaaaekmhimkdaaabgmlfflmgba"
                "acjnlhimnjcaaflonmmnoleacinmkjjkmnhbflnkgddglnlf"
                "jopmhccinpojillkgcchlllicdddcaacdddcaaaaaaaaaaaa",
        /* B */ "aaaaaaaaaaaabdddddddcaaagklllllkiebagloommmmmjda"
                "chnmheehlmgbafmldaadjmhbaemmgeehllfbaemommmnolea"
                "aemommmmnmhcaemmgeefimleaflldaabekmgchnmgeeehllf"
                "gloommmmmmjdgkllllllkiebcddddddddcaaaaaaaaaaaaaa",
        /* C */ "aaaaaaaaaaaaaaaceffeddcaaadilmmlkkhcadjmmlklnold"
                "cimlgddfjnldelmgbaaaekjdflkdaaaabeebgljcaaaaaaaa"
                "gljcaaaaaaaagmkdaaaaaaaaelmgbaaabddbcimkgdddfjje"
                "aejmmlkkmmjdabeilmmmliebaaacdfffecaaaaaaaaaaaaaa",
        /* D */ "aaaaaaaaaaaabddddddcbaaagkllllkifcaagmonmmmmlgba"
                "djnkfegjmlfacimhcabdjmiccilhbaabfmkdcilhbaaaelld"
                "cilhbaaaelldcilhbaaafmldcilhcaadimjcdjnkfefimlgb"
                "gmoommmmlhcagkllllljgcaabddddddcbaaaaaaaaaaaaaaa",
        /* E */ "aaaaaaaaaaaabdddddddddcagklllllllkgbgloommmmnnic"
                "chnmhffgjmicafmledfegjgbaemmhikheedaaemonnnicbaa"
                "aemonnnicaaaaemmhhkgdeebafllecfdejjdchnmgeffhmld"
                "gloommmmnoldgklllllllliccdddddddddcaaaaaaaaaaaaa",
        /* F */ "aaaaaaaaaaaabdddddddddcagkllllllllicgloommmmnold"
                "chnmhfffhmldafmledfdejjdaemmhikgdeebaemonnnicaaa"
                "aemonnnicaaaaemmhhkgbaaaafllecfdaaaachnmgeebaaaa"
                "gloomlidaaaagkllllidaaaacdddddcbaaaaaaaaaaaaaaaa",
        /* G */ "aaaaaaaaaaaaaaacdfffeedbaadhkmmlllicadjmmlklnold"
                "chmlgddeimldekmgbaaadihcflkdaaaaaccagljcaacccdcb"
                "gljcadhjjjjfgmkdaejlmonhellfbceginmfdjmkfddeinme"
                "bfkmmkkkmnkdabeilmmmljfbaaacefgfecbaaaaaaabaaaaa",
        /* H */ "aaaaaaaaaaaaacdddbbdddcbcilljffjlliddjookffkookd"
                "bgmmgccflmhbaelldaadklfaaemmgeeglmfaaemomllmomfa"
                "aemommmmomfaaemmgeeglmfaaelldaadklfacgmmgccflmhc"
                "flookffkoolfejlljffjllkfbddddbbddddbaaaaaaaaaaaa",
        /* I */ "aaaaaaaaaaaaabcddddddcbaadjlllllljdaaejlnoonljea"
                "abdehnnhedbaaaaaemmeaaaaaaaadlldaaaaaaaadlldaaaa"
                "aaaadlldaaaaaaaadlldaaaaaaaaemmeaaaaabdehnnhedba"
                "aejlnoonljeaadjlllllljdaabddddddddbaaaaaaaaaaaaa",
        /* J */ "aaaaaaaaaaaaaaaacddddddcaaachkllllliaaachlmnoomi"
                "aaaacefinlgdaaaaaabfmkdaaaaaaaaflkdaabbaaaaflkda"
                "bfgcaaaflkdadjkeaaaflkdadlmeaabgmjcadlniedfkmhca"
                "cjnmlklmkeaabeilmmljfbaaaacdffedbaaaaaaaaaaaaaaa",
        /* K */ "aaaaaaaaaaaabddddcbcdddbgkllkhfilljegloomhglpoke"
                "chnmgehmnjebafmlgglmidaaaemnkmnidaaaaempoonhcaaa"
                "aemommnlfbaaaemmhfjnkdaaafmlebflmhbachnmgcchnlgc"
                "gloomhcelomigkllkhcchllhcddddcaacddcaaaaaaaaaaaa",
        /* L */ "aaaaaaaaaaaabcdddddbaaaadjlllljfbaaaejmoonkfbaaa"
                "bdgmniebaaaaaadlmfaaaaaaaadkleaaaaaaaadkleaaaaaa"
                "aadkleaaacecaadkleaabgjfaadllfaacilhbdgmnheegkmh"
                "ejmoonmmmonhdjllllllllkfbddddddddddbaaaaaaaaaaaa",
        /* M */ "aaaaaaaaaaaacddcaaaabddcilkgcaabgklijopleaadkpok"
                "gnpnhbbgnpnhfmpokedjopmffmonmhhmoomfflmlmmlmlmmf"
                "fllilooliklfflkfioojgklfflkeekkfeklfgmmgdeeeglmh"
                "koolhccglookillkgbbgkllicdddcaacdddcaaaaaaaaaaaa",
        /* N */ "aaaaaaaaaaaacddcaabddddcillidbejllkgjnpnhcejnonh"
                "ekoplfcejnkecinpnjdbhmiccimmnmgdhliccimkjmkghlic"
                "cilifkmkjmiccilhdgmnmniccilhccinpoicdjnjecekpoic"
                "gmonkecgmoicgklljebcikgbcddddbaacdcaaaaaaaaaaaaa",
        /* O */ "aaaaaaaaaaaaaaaceffecaaaaadilmmlidaaaejmmllmmjda"
                "cimkgddgkmicellgbaabgllegmjdaaaadjmgimicaaaacimi"
                "imicaaaacimigmjdaaaadjmhellgbaabgllecimkgddgkmic"
                "aejmmllmmjeaabeilmmliebaaaaceffecaaaaaaaaaaaaaaa",
        /* P */ "aaaaaaaaaaaabdddddddbaaagklllllkhdaagloommmmmida"
                "chnmhefimmgbafmldaadjmhbaelleaadkmhbaemmhffimlfa"
                "aemommmmmhcaaemomlkjgcaaafmmgddcbaaachnmgedbaaaa"
                "gloomlidaaaagkllllidaaaacdddddcbaaaaaaaaaaaaaaaa",
        /* Q */ "aaaaaaaaaaaaaaaceffecaaaaadilmmlidaaaejmmllmmjea"
                "cimkgddgkmicelmgbaabgmlegmjdaaaadjmgimicaaaacimi"
                "imicaaaachmihmjdaaaadjmgfllgbaabgllecimkgddgkmic"
                "aejmmkklmidaaaekoonliecbaadkonmjhhhdabejlkkjijie",
        /* R */ "aaaaaaaaaaaabddddddcbaaagkllllljgdaagloommmmmica"
                "chnmhefimlfaafmldaaelmgbaemlfcdgmmfbaemnkjkmmjda"
                "aemonmoolfbaaemnjilnlfbaafmlecfknjdachnmgccflmie"
                "gloomhcchmnjgklllhcadilicddddcaaacdcaaaaaaaaaaaa",
        /* S */ "aaaaaaaaaaaaaaaceffeedbaaadilmmlljeaadimmllmomgb"
                "aflmhddgmmgbbgmlfbachjeaaelnjfedeecaachlmmljheba"
                "aacgjlmmmkeaacdccdfilnicbgiebaadjnjccjnkfddfkmic"
                "cjnnlkkmnlfbbgjklmmlkgcaabcdeffedbaaaaaaaaaaaaaa",
        /* T */ "aaaaaaaaaaaabddddddddddbdjlllllllljdfmomnoonmomf"
                "fmmhhnmhgmmfflkdemledklfdjicelldcijdbedbelldbdeb"
                "aaaaelldaaaaaaaaelldaaaaaaaaelleaaaaaacdhnmhdbaa"
                "abfknoonkfbaabfkllllkfbaaabddddddbaaaaaaaaaaaaaa",
        /* U */ "aaaaaaaaaaaacddddbbddddcgklljffjllkghmonkffknomh"
                "eknjebbejnkecimhbaabhmiccilhbaabhliccilhbaabhlic"
                "cilhbaabhliccilhbaabhlicbhmicaacimhbafllhddhllfa"
                "acimmllmmicaaadhlmmlhdaaaaaceffecaaaaaaaaaaaaaaa",
        /* V */ "aaaaaaaaaaaacdddcaacdddcillkgbbgkllijopmhcchmooj"
                "flnjdaadinlfcimjcaacimicafllfaaellfaadjmicbhmjca"
                "abgmleekmgbaaadkmiimkdaaaabhmmmmhbaaaaaelooleaaa"
                "aaacjooicaaaaaabfkjeaaaaaaaabddbaaaaaaaaaaaaaaaa",
        /* W */ "aaaaaaaaaaaacdddcaacdddcilllicchlllijoomiccimooj"
                "hnmgeeeeglmgemleejjfekledlmginoigllddkmjkoplilkd"
                "cjmlnoonlmjccinonllnonicbhnpmhhmpnhbbgnpleelpngb"
                "afmojcciomfaadjkfbbfkjdaabddbaabddbaaaaaaaaaaaaa",
        /* X */ "aaaaaaaaaaaabdddcaacdddbfjlkgbcgkljfflooiccjoolf"
                "cglnjddjnlgcabglliillgbaaachmnnmhcaaaaadkookdaaa"
                "aaaekookeaaaaadimmmmidaaachmlhhlmhcachmnjddjnmhc"
                "gmpojdcjopmggkllicchllkgcdddcaacdddcaaaaaaaaaaaa",
        /* Y */ "aaaaaaaaaaaabdddcaacdddbfjlkgbchkljfflooiccjoolf"
                "cglniccjnlfcabgmlgglmgbaaadimllmidaaaaaekookeaaa"
                "aaabhnnhbaaaaaaaemmeaaaaaaaaemmeaaaaaacdhnnhdbaa"
                "abfknoonkfbaabfkllllkfbaaabddddddbaaaaaaaaaaaaaa",
        /* Z */ "aaaaaaaaaaaaabcddddddcbaadjlllllljdaaemonmmoplea"
                "aemmhfimnicaaekkddimkeaaacggehmlfbaaaacdglmhcaaa"
                "aaaekmidbcbaaadimkebehebachmlfbbhlhbaflokgefjmic"
                "bhnpnmmmnnicbgkllllllkgbacddddddddcaaaaaaaaaaaaa",
        /* < */ "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaccba"
                "aaaaaacfiieaaaaabeilmkeaaabdhkmmjfbaacfkmmkgdbaa"
                "aekonjebaaaaaejnokfcaaaaabeilmliebaaaaacfjmmkgca"
                "aaaaacgjmkeaaaaaaabdggdaaaaaaaaabbaaaaaaaaaaaaaa",
    },
};
/* clang-format on */
