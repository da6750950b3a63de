/* Made by tests/train/zone_make from the faces named; see its head. */
#include "codes/zone_shapes.h"

/* clang-format off */
const char *const zone_shapes[ZONE_FACES][ZONE_CLASSES] = {
    { /* OCR B */
        /* 0 */ "aaabcddcbaaaaabfjkkjfbaaaafkljjkkfbaacikgddgkica"
                "adjjdaadjjdaaekicaacikeaaekicaacikeaaekicaabhkfa"
                "aekicaacikfaaekicaacikeaadkjdaadjkdaacilgddglica"
                "aafkljjlkfbaaabfjkkjgcaaaaabcdddbaaaaaaaaaaaaaaa",
        /* 1 */ "aaaaaccbaaaaaaaadijfbaaaaabejmnicaaaaaejllmicaaa"
                "abfihhlicaaaaacdcfkicaaaaaaaaekicaaaaaaaaekicaaa"
                "aaaaaekicaaaaaaaaekicaaaaaaaaekicaaaaaaaaekicaaa"
                "aaaaaekicaaaaaaaadhfbaaaaaaaaacbaaaaaaaaaaaaaaaa",
        /* 2 */ "aaacdddcbaaaaaehjkkjfbaaabgkkjjlkeaaabefdcdhlica"
                "aaaaaaaekjcaaaaaaabhlhcaaaaaacgkkeaaaaabeilkfbaa"
                "aabejliebaaaaadjlhdaaaaaabglicaaaaaaacilhedddcaa"
                "acimlkkkjfbaabfijjjjifbaaabcddddcbaaaaaaaaaaaaaa",
        /* 3 */ "aacdddddcbaaacgjjjjjifbaacgjkklnmgbaaacddfjmkeaa"
                "aaaabfkkfbaaaaabflmicaaaaaabhmnkfbaaaaabehjlkfba"
                "aaaaabdgljcaaaaaaaadjkdaaaaaaaadkkdaabddccdhlica"
                "achkjjkljeaaacgjkkkiebaaaabddddcaaaaaaaaaaaaaaaa",
        /* 4 */ "aaaaabcaaaaaaaaabfhcaaaaaaaadjjdaaaaaaabgkhbaaaa"
                "aaadjkeaaaaaaabgkhcaaaaaaadjkecdcaaaabgkiceifbaa"
                "acjlhdglidaaaelnkilnlhcaadjlkkmomicaabdeefimkeba"
                "aaaaabfkhbaaaaaaaadhebaaaaaaaabcbaaaaaaaaaaaaaaa",
        /* 5 */ "aaacddddcbaaaachjjjjhdaaaaelmkkkidaaaafljeddcbaa"
                "abglidbaaaaaabgmmjhebaaaaaejlkkjgbaaaabddehkjeaa"
                "aaaaaachkgbaaaaaaabgkhbaaaaaaacikgbaaabcdehljdaa"
                "abeijkljfbaaabfjkjhebaaaaacdddbaaaaaaaaaaaaaaaaa",
        /* 6 */ "aaaaaabcaaaaaaaaachhcaaaaaaachkicaaaaaabgkjeaaaa"
                "aabfklfbaaaaaadjnlhecaaaabgmomlkhdaaacjnkiiklhca"
                "adklfccfkkdaaekjcaacikeaaekjcaacikeaadjkgddgkjda"
                "abgkljjlkgbaaacfjkkjgcaaaaabcddcbaaaaaaaaaaaaaaa",
        /* 7 */ "aacddddddcaaacgjjjjjjhcaachjkkklnleaaacdddeimjda"
                "aaaaaadilgbaaaaaachlicaaaaaabgkjeaaaaaaadjkfbaaa"
                "aaabgkicaaaaaaacikfaaaaaaaadjkdaaaaaaaadkjcaaaaa"
                "aaadjicaaaaaaaacgfbaaaaaaaaacbaaaaaaaaaaaaaaaaaa",
        /* 8 */ "aaabcddcbaaaaabfikkifbaaaaejljjlkfaaabhliddhlhba"
                "abhlhcchlhbaaaekliilkeaaaachmnnnicaaaadimmmmjdaa"
                "abhljffilhcaadjkeaaekkdaaekjcaacjkeaadjkfdcfkkda"
                "abgkkjjklhbaaacgjkkjgcaaaaabcdedbaaaaaaaaaaaaaaa",
        /* 9 */ "aaabcddcbaaaaabfikkjfcaaabfkljjlkfbaacilhddgljda"
                "aekjdaacjkeaaekjcaacikeaadjkfcbekkeaabhlkihkmjda"
                "aachkklnmgbaaaacegknjdaaaaaabfklfbaaaaaadjlhcaaa"
                "aaachlidaaaaaaacghdaaaaaaaaaccaaaaaaaaaaaaaaaaaa",
        /* A */ "aaaaaaaaaaaaaaaabcdbaaaaaaabejjfbaaaaaacinnicaaa"
                "aaadjnnjdaaaaaaeklkkeaaaaabgkiikgbaaaacikffkicaa"
                "aadkmhhmkdaaaaflnllnlfaaabhlkiiklhbaacikfccfkica"
                "adjjdaadjjdaacggbaabfgcaaacbaaaabcaaaaaaaaaaaaaa",
        /* B */ "aaaaaaaaaaaaaacddddcbaaaachjjjjifbaaaelmkkklkfba"
                "aekjfddhlicaaekicaaekjdaaelkgefilicaaelnlklnmhba"
                "aelmjijlmicaaekjeccfkkeaaekicaadjkeaaekjfdehljda"
                "aekmkkklkgbaachjjjjifcaaaacdddccaaaaaaaaaaaaaaaa",
        /* C */ "aaaaaaaaaaaaaaaabdddbaaaaaacgjkjgcaaaabgklklkeaa"
                "aadjkgdgheaaaaekicabcbaaaafkhbaaaaaaabgkgbaaaaaa"
                "abgkgbaaaaaaaafkhbaaaaaaaaekicabcbaaaadjkgdgieaa"
                "aabgklklkeaaaaacgjkjgcaaaaaabdddbaaaaaaaaaaaaaaa",
        /* D */ "aaaaaaaaaaaaaaaccbaaaaaaaadhjhfcaaaaaaflmlkhcaaa"
                "abgljhkkgbaaabgkhcfkkeaaabgkhbbgkhbaabgkhbaekica"
                "abgkhbaekjcaabgkhbafkicaabgkhcdikgbaabgljgiljdaa"
                "aaflmlljebaaaadijigdbaaaaaacdcbaaaaaaaaaaaaaaaaa",
        /* E */ "aaaaaaaaaaaaaabcdddddcaaaadikjjjjgbaabglmkjjjgba"
                "abgliedddcaaabgkgbaaaaaaabgljfeedbaaabgmmkkkhcaa"
                "abgmljiigcaaabgkhdccbaaaabgkgbaaaaaaabgliedddcaa"
                "abglmkkkjgcaaadijjjjjgbaaabcddddccaaaaaaaaaaaaaa",
        /* F */ "aaaaaaaaaaaaaaabcdddcbaaaabeikjjiebaaabhmlkjifba"
                "aacilhddcbaaaacikfaaaaaaaacilifecaaaaacimmkkgcaa"
                "aacimkihfbaaaacilgccbaaaaacikfaaaaaaaacikfaaaaaa"
                "aabhkeaaaaaaaabfhdaaaaaaaaabcbaaaaaaaaaaaaaaaaaa",
        /* G */ "aaaaaaaaaaaaaaaacdddbaaaaaadhkkjhdaaaadilkjkkgba"
                "abgljedegebaacikfaaabbaaadkjdabbbbaaadkjddghheba"
                "adkjdeilmjcaadkkdcehlkdaacikfbadjkdaabgljecfkkda"
                "aadilkjkmjcaaaadhkkkifbaaaaacdedcbaaaaaaaaaaaaaa",
        /* H */ "aaaaaaaaaaaaaabcaaaacbaaabghcaacggbaacikdaadjica"
                "acjkdaadkjcaacjkdaadkjcaacjlgddgljcaacjnlkklnjca"
                "acjmkjjkmjcaacjlfccfljcaacjkdaadkjcaacjkdaadkjca"
                "acikdaadjicaabfgcaacgfbaaabcaaaacbaaaaaaaaaaaaaa",
        /* I */ "aaaaaaaaaaaaaaabcddcbaaaaabfjkkjfbaaaabfknnkgbaa"
                "aaabfllfcaaaaaaadjjdaaaaaaaadjjdaaaaaaaadjjdaaaa"
                "aaaadjjdaaaaaaaadjjdaaaaaaaadjjdaaaaaaacfllgcbaa"
                "aachknnkhcaaaachjkkjhcaaaaacddddcaaaaaaaaaaaaaaa",
        /* J */ "aaaaaaaaaaaaaaaaaabcbaaaaaaaabfhdaaaaaaaabhkeaaa"
                "aaaaacikfaaaaaaaacikfaaaaaaaacikfaaaaaaaacikfaaa"
                "aaaaacikfaaaaaccacikfaaaachhccikeaaaacjkgfjkeaaa"
                "abgllklicaaaaachkkieaaaaaaabddcaaaaaaaaaaaaaaaaa",
        /* K */ "aaaaaaaaaaaaaacbaaaaccaaacggbabehfbaadjjcbejkgba"
                "adkjeejlhcaaadkkhjlhcaaaadkmllhdaaaaadkookeaaaaa"
                "adkonlfbaaaaadkljkjebaaaadkkfhljebaaadkjdchljeaa"
                "adjjcachkicaacggbaacghcaaacbaaaabcbaaaaaaaaaaaaa",
        /* L */ "aaaaaaaaaaaaaabcaaaaaaaaabghcaaaaaaaacikdaaaaaaa"
                "acjkdaaaaaaaacjkdaaaaaaaacjkdaaaaaaaacjkdaaaaaaa"
                "acjkdaaaaaaaacjkdaaaaaaaacjkdaaaaaaaacjlgddddcaa"
                "acimlkkkjhcaabfijjjjjhcaaabcdddddcaaaaaaaaaaaaaa",
        /* M */ "aaaaaaaaaaaaabcdcaacdcbaadilhcchljdaaempleelpmfa"
                "aelomihmomfaaelnmllmmlfaaekllnnllkfaaekkjnnjjkfa"
                "aekjhmmhikfaaekifijfikfaaekiddddhkfaaekicaachkfa"
                "aekhbaabhkfaadhfbaabfhdaabcbaaaabcbaaaaaaaaaaaaa",
        /* N */ "aaaaaaaaaaaaaaccbaaabcaaachjfbabggcaadkojdacjjda"
                "adkpmgbcjkdaadkonjddjkdaadkmlkfdjkdaadkkikifjkda"
                "adkjfikikkdaadkjefklmkdaadkjddjnokdaadkjdbgmplda"
                "adjjcadjoldaacggbabfjhcaaacbaaabccaaaaaaaaaaaaaa",
        /* O */ "aaaaaaaaaaaaaaaaceecbaaaaabeikkiebaaaadiljjljdaa"
                "abgkiddhkhbaacjkeaaekjdaadkjcaacjkeaaekicaacikea"
                "aekjcaacikeaadkjdaadjkdaacikfaaekjcaabgkieeikgba"
                "aadilkklidaaaaadhkkidaaaaaaacddcaaaaaaaaaaaaaaaa",
        /* P */ "aaaaaaaaaaaaaabcdddcbaaaabfjjjjifcaaacimljkkkgba"
                "acjlgddgkkdaacjkdaacjkeaacjlfccfkkeaacjmkijklhca"
                "acjnlkkjhdaaacjlheedbaaaacjkeaaaaaaaacjkdaaaaaaa"
                "acikdaaaaaaaabfgcaaaaaaaaabcaaaaaaaaaaaaaaaaaaaa",
        /* Q */ "aaaaaaaaaaaaaaabcddcaaaaaabfikkhdaaaaaejljklhcaa"
                "acilhdejkeaaadkjdabgkhbaaekjcaaekicaaekidccejica"
                "aekjfhihkicaadkjfhlmmhbaacikggkomgbaabfkkjlongba"
                "aacgjkklmidaaaabdffehhdaaaaaaaaabcbaaaaaaaaaaaaa",
        /* R */ "aaaaaaaaaaaaaabcddcbaaaaaaeikjjhebaaabgllkkljeba"
                "abhlheeilicaabhkfaafkicaabhlhddhkhbaabhmljjljeaa"
                "abhmmmnlgbaaabhlihlkeaaaabhkfdilhbaaabhkfbekkeaa"
                "abhkfabhkhbaabehdaadhgbaaabcbaaaccaaaaaaaaaaaaaa",
        /* S */ "aaaaaaaaaaaaaaabcddcbaaaaabfikkjfbaaaaejlkjljeaa"
                "abgliedgifaaabglicabdcaaaaejlhecaaaaaabfjlkhdaaa"
                "aaabdhklidaaaabbbbejlgbaaaefcabglicaabgjhddhlhba"
                "aaekljkljeaaaabfjkkifbaaaaabcddcbaaaaaaaaaaaaaaa",
        /* T */ "aaaaaaaaaaaaaacddddddcaaacgjjkkjjhcaachjlnnljhca"
                "aacdfllgdcaaaaaadjjdaaaaaaaadjjdaaaaaaaadjjdaaaa"
                "aaaadjjdaaaaaaaadjjdaaaaaaaadjjdaaaaaaaadjjdaaaa"
                "aaaadjjdaaaaaaaacggcaaaaaaaaabcaaaaaaaaaaaaaaaaa",
        /* U */ "aaaaaaaaaaaaaacbaaaabcaaacggbaabggcaadjjcaacjjda"
                "adkjdaacjkdaadkjdaacjkdaadkjdaacjkdaadkjdaacjkda"
                "adkjdaacjkdaadkjdaacjkdaadjkdaadjkdaacilgddglica"
                "abfkljjlkfbaaacfjkkjgcaaaaabcddcbaaaaaaaaaaaaaaa",
        /* V */ "aaaaaaaaaaaaabcbaaaabcbaadhfbaabfhdaadjjcaacjkda"
                "acjkeaaekjdaabhkgbafkhbaaafkicbhkfaaaadkjddjkeaa"
                "aacikfekjcaaaabhkhhkhbaaaaafkkkkfaaaaaadknnkdaaa"
                "aaacinnicaaaaaabfjkfbaaaaaaabddbaaaaaaaaaaaaaaaa",
        /* W */ "aaaaaaaaaaaaabcbaaaabcbaadhfbaabfhdaaekicaabhkea"
                "aekicaacikeaaekjcaacikeaadkjeeeejkdaadkkhjkhkkda"
                "adjljnnklkdaacjmmnnmmjcaacinonmonicaabhnokknnhba"
                "aafmmggmmgbaaadiiddhidaaaaaccaaccbaaaaaaaaaaaaaa",
        /* X */ "aaaaaaaaaaaaaabcaaaacbaaabfhdaadhfbaabgkhcbhkgba"
                "aaejkffkkeaaaabglkjlhbaaaaadjnnjdaaaaaabhnnhbaaa"
                "aaabhnnhcaaaaaaekmmkeaaaaabhljilhcaaaaekjeejkeaa"
                "abhkgbbgkhbaabghdaadhgbaaaccaaaaccaaaaaaaaaaaaaa",
        /* Y */ "aaaaaaaaaaaaaabcaaaaccaaabfhdaadhgbaabgkgbbgkhba"
                "aaekjeejkeaaaabhljilhcaaaaaejmmkeaaaaaabgmnhbaaa"
                "aaaaelleaaaaaaaadkkdaaaaaaaadjjdaaaaaaaadjjdaaaa"
                "aaaadjjdaaaaaaaacggcaaaaaaaaaccaaaaaaaaaaaaaaaaa",
        /* Z */ "aaaaaaaaaaaaaabcddddcaaaabeijjkkhcaaabeijkmnjdaa"
                "aabcdfjmhbaaaaaaaejkeaaaaaaabhlhbaaaaaaaekjeaaaa"
                "aaabhlhbaaaaaaaekjdaaaaaaachlgbaaaaaaaeklgdddbaa"
                "abgmnlkkifbaabfijjjjiebaaabcddddcbaaaaaaaaaaaaaa",
        /* < */ "aaaaaaaaaaaaaaaaaaaabbaaaaaaaaadggcaaaaaabeikica"
                "aaaadgkkiebaaabeilkgcaaaabgkliebaaaaadjnlfbaaaaa"
                "abgkliebaaaaaabfilkgcaaaaaaadgkkiebaaaaaabeikica"
                "aaaaaaadggcaaaaaaaaabbaaaaaaaaaaaaaaaaaaaaaaaaaa",
    },
    { /* Cousine:bold */
        /* 0 */ "aaaaaaaaaaaaaaacdeedcaaaaadillllidaaadjnnllnnida"
                "bgmnjeejnmgbciomfbbfmoiccjolfeeflojcdkolhjjhlokd"
                "dkolhjjglokdcjolfddflojcciomfabfmoicbfmnjeejnmfb"
                "acinnllnmicaaadilllkhdaaaaacdeedcaaaaaaaaaaaaaaa",
        /* 1 */ "aaaaaaaaaaaaaaaabcdcaaaaaaabfjlicaaaacehkopldaaa"
                "bgkllnpldaaabgjhhlpldaaaaccbdkoldaaaaaaacjoldaaa"
                "aaaacjoldaaaaaaacjoldaaaaaaacjoldaaaabddflpmgdcb"
                "bfjklnpomkidbfklllllllidacdddddddddbaaaaaaaaaaaa",
        /* 2 */ "aaaaaaaaaaaaaaaceefecbaaabeilmmljfbaaeknnllnnkea"
                "bflmieeinnhbadggdabhnnhbaabbabfkolfbaaaacfknmhca"
                "aaachlnlhcaaaadimnkfcaaaacimnjebaaaabgmpmifeeeca"
                "cjopommmmlicchllllllllhcacddddddddcaaaaaaaaaaaaa",
        /* 3 */ "aaaaaaaaaaaaaabceffecbaaabfjlmmljfbabflnmllnokfa"
                "bgllheejonhbadfecachnnhbaaabcegkmkeaaaabgknnmhca"
                "aaabfkmnmjdaabbbcdeimnicbegfcaaelpkdcimlgeehnokd"
                "bgmomllmomgbacgjlmmlkgcaaabdeffedbaaaaaaaaaaaaaa",
        /* 4 */ "aaaaaaaaaaaaaaaaaacddcaaaaaaaeilkgbaaaaadinpoica"
                "aaachlnooicaaabfllknoicaaaeklhgmoicaadjmidemoica"
                "chmlfcfmojdaelolihjnplhdflnmllmopnkfdghhhhjnpmhd"
                "abbbbbfmojdaaaaaaadjkgbaaaaaaabddcaaaaaaaaaaaaaa",
        /* 5 */ "aaaaaaaaaaaaabddddddddbaadjllllllidaafmpmlkkkida"
                "bgnniedddcbabgnnheddcbaabhnolklljfbabhnomlmnnlfb"
                "bfjjhffjnojcacddbaaelpkdbdfebaaelpkdchllgeeinoic"
                "bglnmllnnkeaacfjlmlliebaaabcefeecaaaaaaaaaaaaaaa",
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
        /* 9 */ "aaaaaaaaaaaaaabcefedcaaaabfjlllkhdaabflnnllnnica"
                "cioniefjomfbdkpleabgnoicdkomeabgnojccinnjffjookd"
                "aeknnlkmookdabeikkijnojcabefeddhnnhbaejkgefkolea"
                "aeknmllnmhcaabfjlmlkgcaaaabdefedbaaaaaaaaaaaaaaa",
        /* A */ "aaaaaaaaaaaaaaaacddcaaaaaaadillidaaaaaafmoomfbaa"
                "aacinnmnicaaaaelnjjnleaaabgmmggmmgbaacjnkddknjca"
                "aelokffkoleabhnpnllnpnhbdjoomllmoojdfmokgeefkomf"
                "hnngbaabgnnhhljdaaaadjkhcdcbaaaabcdcaaaaaaaaaaaa",
        /* B */ "aaaaaaaaaaaaacddddddcbaabgkllllljgcacjopnlmnolgb"
                "cjonieeinojccjomgbcgnoiccjonjggknlfbcjopnlmnnjea"
                "cjoolkklmlhccjonhddejnmgcjomfaachnnhcjoniedfkong"
                "cjopnllmnnjebgklllllkhebacdddddddcaaaaaaaaaaaaaa",
        /* C */ "aaaaaaaaaaaaaaacdefecbaaabeilmmljfbaaejnnmlnnlfb"
                "cinokfehmmicdkpmfbacgifbempkdaaabcbafmojcaaaaaaa"
                "fmokdaaaaaaaempkdaaabdcbdkpmfbacgjidbhnokfehlnjd"
                "adjnnmlmnlgbaadhkmmljfcaaaacdefecbaaaaaaaaaaaaaa",
        /* D */ "aaaaaaaaaaaaacdddddcbaaachklllkigcaacjopnmmnmida"
                "cjonifhlomhbcjomfbbgmokdcjomfaadkpmecjomfaacjomf"
                "cjomfaacjomfcjomfaadkplecjomfbbgmokdcjonifhlomgb"
                "cjopnmmnmicachklllljgcaaacdddddcbaaaaaaaaaaaaaaa",
        /* E */ "aaaaaaaaaaaaacddddddddcabgklllllllhccjopnmmmmlhc"
                "cjonieeeeecacjomgbaaaaaacjonifeeedbacjopnmmmmjea"
                "cjopnlllljdacjoniedddcbacjomfaaaaaaacjonieeeeedb"
                "cjopnmmmmmjebgkllllllljeacdddddddddbaaaaaaaaaaaa",
        /* F */ "aaaaaaaaaaaaabddddddddcabfklllllllhcbgnpnmmmmlhc"
                "bgnokfeeeecabgnoicaaaaaabgnojdcccbbabgnpmjiiiheb"
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
                "aaaaaadlpldaabccaadlpldabgjidaelpldacinnifinojca"
                "bflonmnolfbaabfjlmljgcaaaabdefedbaaaaaaaaaaaaaaa",
        /* K */ "aaaaaaaaaaaaacddbaaacddbbgkjeaaejliecjomfbdjnnic"
                "cjomfdinnidacjomhhmnjdaacjonlmoleaaacjopopokdaaa"
                "cjopooomgbaacjoolkmokeaacjonheinnicacjomfbelomgb"
                "cjomfabgmokecgkjeaadilkfacddbaaacddcaaaaaaaaaaaa",
        /* L */ "aaaaaaaaaaaaaacdcaaaaaaaacilicaaaaaaadlpldaaaaaa"
                "adlpldaaaaaaadlpldaaaaaaadlpldaaaaaaadlpldaaaaaa"
                "adlpldaaaaaaadlpldaaaaaaadlpldaaaaaaadlpmgeeeedb"
                "adlpommmmlicacilllllllicaacdddddddcaaaaaaaaaaaaa",
        /* M */ "aaaaaaaaaaaabcddbaabddcbdjlkgbbfkljdempokdcjopme"
                "empolfekopmeemonmihlnomeemnlmllllnmeemmjlnnljmme"
                "emmhkookimmeemmghnnhgmmeemmfeiiefmmeemmfbccbfmme"
                "emmeaaaafmmedjjdaaaadjjdbddbaaaabddbaaaaaaaaaaaa",
        /* N */ "aaaaaaaaaaaaacddcaaacdcachklidachkhccjopmfbdknjc"
                "cjopojcdknjccjoooledknjccjnnnmhfknjccjnlkmkhknjc"
                "cjnlhlmjlnjccjnkfimmmnjccjnkefmoonjccjnkddjopojc"
                "cjnkdbgnpojcchkhcadillhcacdcaaacddcaaaaaaaaaaaaa",
        /* O */ "aaaaaaaaaaaaaaaceeeecaaaabeilmmliebaaeknnmmnnkea"
                "cionjfejnoicelpleaaelplefmokdaadjomfgmojcaacjong"
                "gmojcaacjomgfmokdaadkomfelpleaaelplecinnjffjnnic"
                "aeknnmmnnkeaabeilmmliebaaaaceeeecaaaaaaaaaaaaaaa",
        /* P */ "aaaaaaaaaaaaacddddddcbaabgkllllkifcacjopnmmnnlgb"
                "cjoniffinokdcjomfbaelpmecjomgbbflplecjonjghknojc"
                "cjopnmmnmjebcjoomkjigdbacjonhdccbaaacjomfaaaaaaa"
                "cjomfaaaaaaacgkjeaaaaaaaacddbaaaaaaaaaaaaaaaaaaa",
        /* Q */ "aaaaaaaaaaaaaaaceeeecaaaabeilmmliebaaeknnmmnnkea"
                "cionjfejnoicelpleaaelplefmokdaadjomfgmojcaacjong"
                "gmojcaacjomgfmokdaadkomfelpleaaelplecinnjffjnoic"
                "aeknnmmnnkeaabeimopnjebaaaacgmpmhcbaaaaachlkgdcb",
        /* R */ "aaaaaaaaaaaaacddddddcbaabgkllllljgcacjopnmmnnmhc"
                "cjonifehmplecjomfbadkomfcjonhdcflolecjooljjlnmic"
                "cjopnmopnidacjookjmpmgbacjongdhnojdacjomfbdjomgb"
                "cjomfabfmolebgkjeaachkkfacddbaaacddcaaaaaaaaaaaa",
        /* S */ "aaaaaaaaaaaaaabdeffedbaaacgjlllljgcabgmnlkkmnlgb"
                "dkomgddgklhcdkpmgcbcefdbcinoligedbaaaejmnnmljgca"
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
        /* X */ "aaaaaaaaaaaabddcaaaacddbdikidaadikidcinnhcchmnhc"
                "adjnlgglnjdaabflnllnlfaaaabhmoomgbaaaaaelppkdaaa"
                "aabfmpplfaaaaadjnnnnjdaaacinmiimnhcabgmnjddjnlfb"
                "ekolfaaflokefkkgbaabgkkfcddbaaaabddcaaaaaaaaaaaa",
        /* Y */ "aaaaaaaaaaaacddbaaaabddcfkkgbaabgkkfelokeaaekole"
                "bhmnhccinmhbadjnlgglnjdaaaflnllnlfaaaachnoonhcaa"
                "aaadkookdaaaaaaciooicaaaaaabhnnhbaaaaaabhnnhbaaa"
                "aaabhnnhbaaaaaabfkkfbaaaaaaabddbaaaaaaaaaaaaaaaa",
        /* Z */ "aaaaaaaaaaaaabddddddddcabfklllllllhcbfkmmmnopoic"
                "acdeefinplfbaaaaadjnmhcaaaaacinnicaaaaachmnjdaaa"
                "aabglokeaaaaabfkolfbaaaaaejnmhcaaaaacinolheeeedb"
                "elppommmmmjddjlllllllljdbddddddddddbaaaaaaaaaaaa",
        /* < */ "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabbaaaaaaabcehgc"
                "aaabcegjlmjdacegjlmmlifbchlmmljgecbadlomjfcbaaaa"
                "dlomjfdbaaaachkmmljgecbaacegillmljfbaaabcegjlljd"
                "aaaaaabceggcaaaaaaaaabbaaaaaaaaaaaaaaaaaaaaaaaaa",
    },
    { /* TeX Gyre Cursor:bold */
        /* 0 */ "aaabdeedbaaaaabfjlljfbaaabfknmmnkfbaacjmjffjmjca"
                "aellfaaflleaaflkdaadklfabgljcaacjlgbbgljcaacjlgb"
                "bgljcaacjlgbbgljdaadjlgbaelleaaelleaadjmieeimjda"
                "abglmllmlgbaaacgkmmkgcaaaaabeffebaaaaaaaaaaaaaaa",
        /* 1 */ "aaaabccbaaaaabdfhjicaaaaadjmnoldaaaaadjkloldaaaa"
                "abddgmldaaaaaaaadlldaaaaaaaadlldaaaaaaaadlldaaaa"
                "aaaadlldaaaaaaaadlldaaaaaaaaemmeaaaaabdehnnhedba"
                "aejlnoonljdaadjlllllljdaabddddddddbaaaaaaaaaaaaa",
        /* 2 */ "aaabdeecbaaaaadhklljfcaaadimmlmnlfbabfllhefjmjca"
                "bfjhcaafmldaacecaabgmldaaaaaabekmicaaaaabfkmkeaa"
                "aaabfkmkebaaaacglmjebaaaachlmjebcdbabhmomiffjida"
                "dkppommmomfacillllllljdaacddddddddbaaaaaaaaaaaaa",
        /* 3 */ "aaacdeedbaaaabeikllkhcaaacimmlmmmhbaacijgeeimkda"
                "abddbaafmleaaaaabceimjdaaaaaejlnmgbaaaabejmnlgba"
                "aaaabegjljeaaaaaaabejmhbaaaaaaacimhbadfedddglmgb"
                "bgklkkkmmjdabejlmmmliebaabdefgfecaaaaaaaabaaaaaa",
        /* 4 */ "aaaaaacccaaaaaaaadhjhcaaaaaabhmokdaaaaaaekopldaa"
                "aaacimnoldaaaabflljmldaaaadjmigmldaaabgmkeflldaa"
                "aeknjfhmmfaabgnomlmooicabglmmmnpojdaacefgilonica"
                "aaaadjnpojdaaaaacilllidaaaaaacdddcaaaaaaaaaaaaaa",
        /* 5 */ "aabccccccbaaabfjjjjjifbaacinnmmmkgbaacimkhggfdaa"
                "acimieddbaaaacinljihebaaacinnmmmkgbaabgkkihkmkea"
                "aacedcbekmgbaaaaaaacimicabbaaaacimhbbehfdddgllgb"
                "bglmkkkmmjdaadilmmmlieaaaacefgfecaaaaaaaabaaaaaa",
        /* 6 */ "aaaaabceedbaaaaacfjlmkgbaaachlnmmlgbaabgmmjfeeda"
                "aaekmidbaaaaabhmlgeecaaaacjnlklliebaadkonmmmmjda"
                "adkomifglmgbadknjdacimicacimjcabhmicabgmlgdfkmhb"
                "aadjnmklnkeaaabejlmmkfbaaaaaceffdbaaaaaaaaaaaaaa",
        /* 7 */ "abcddddddcbabfjkkkkkkidabhmnmmmnoleabgkjgfgjnlea"
                "acedbachmjdaaaaaaacjmhbaaaaaaaelleaaaaaaabgmjdaa"
                "aaaaacjmhbaaaaaaaellfaaaaaaabgmkdaaaaaaacjmhbaaa"
                "aaaadklfaaaaaaaachhcaaaaaaaaaccaaaaaaaaaaaaaaaaa",
        /* 8 */ "aaabdeedbaaaaacgkllkgcaaabglmmmmlgbaadkmieeimkda"
                "aelleaaelleaadkmgccglkdaabhmljjlmhbaabflonnolfba"
                "acimljjlmicaaellgddglleabfmkdaadkmfaaflmhddhmlfa"
                "adjnmkkmnjdaaaeilmmlieaaaaaceffecaaaaaaaaaaaaaaa",
        /* 9 */ "aaabceedcaaaaabfjllkhdaaaaeknmmmmicaabhmkgehmlfa"
                "acjmhbadkmhbacjmhbadjnjcabhmkfehmokdaaeknllmookd"
                "aabfkmmlmnjcaaabdffhlmhbaaaaabdimkeaaacddeimmhba"
                "achkllmmidaaachlmmkgcaaaaacfffdbaaaaaaaaaaaaaaaa",
        /* A */ "aaaaaaaaaaaaabdddddbaaaabfklllkfbaaabfknppojcaaa"
                "abeinooleaaaaacimlmmhbaaaaekmhimkdaaabgmlfflmgba"
                "adjnlhimnjcaafmonmmnoleacinmkjjkmnhbflnkgddglnlf"
                "jopmhccinpojillkgcchlllicdddcaacdddcaaaaaaaaaaaa",
        /* B */ "aaaaaaaaaaaacdddddddcaaagklllllkiebagloonmmmmjda"
                "chnmgeeglmgbaflldaadjmhbaemmgefhllfbaemommmnolea"
                "aemomlmmnmhcaemmgdefimleaflldaabekmgchnmgeeehllf"
                "gloommmmmmjdgkllllllkheacddddddddcaaaaaaaaaaaaaa",
        /* C */ "aaaaaaaaaaaaaaaceffeddcaaadilmmlkjhcadjmmlllnold"
                "chmlgedfjnldelmgbaaaekjdflkdaaaabeebgljcaaaaaaaa"
                "gljcaaaaaaaagmkdaaaaaaaaellfbaaabddbcimkgdddfjjd"
                "aejmmlkkmmjdabeilmmmliebaaacefgfecaaaaaaaabaaaaa",
        /* D */ "aaaaaaaaaaaacddddddcbaaagkllllljfcaagmoommmmlgba"
                "djnkfefjmlfacilhcaadjmiccilhbaaafmkdcilhbaaaelld"
                "cilhbaaaelldcilhbaaafmldcilhcaadimjcdjnkfefimlgb"
                "gmoommmmlhcagkllllljgcaabddddddcbaaaaaaaaaaaaaaa",
        /* E */ "aaaaaaaaaaaacdddddddddcagklllllllkgbgloonmmmnnic"
                "chnmhffgjmicaflledfegjgbaemmhikheedaaemonnnicaaa"
                "aemonnnicaaaaemmhhkgdeebafllecfdejjdchnmgeffhmld"
                "gloommmmnoldgklllllllliccdddddddddcaaaaaaaaaaaaa",
        /* F */ "aaaaaaaaaaaacdddddddddcagkllllllllicgloonmmmnold"
                "chnmgeffhmldaflledfdejjdaemmhikgdeebaemonnnicaaa"
                "aemonnnicaaaaemmhhkgbaaaafllecfdaaaachnmgeebaaaa"
                "gloomlidaaaagkllllidaaaacdddddcbaaaaaaaaaaaaaaaa",
        /* G */ "aaaaaaaaaaaaaaabdffeeedbaadhkmmlllicadimmlklnold"
                "chmlgedeinldekmgbaaadihcflkdaaaaaccagljcaacccdcb"
                "gljcadhjjjifgmkdaejmmonhfllfbceginmfdjmjfddeinme"
                "bfkmmkkkmnkdabfjlmmmljfbaabcefgfecbaaaaaaabaaaaa",
        /* H */ "aaaaaaaaaaaaacdddbbdddcbcilljffjlliddjookffkookd"
                "bgmmgccflmhbaelldaadklfaaemmgddglmfaaemomllmomfa"
                "aemonmmmomfaaemmheegmmfaaelldaadklfacgmmgccflmhc"
                "flookffkoolfejlljffjllkfbddddbbddddbaaaaaaaaaaaa",
        /* I */ "aaaaaaaaaaaaabddddddddbaadjlllllljdaaejlnoonljea"
                "abdehnnhedbaaaaaemmeaaaaaaaadlldaaaaaaaadlldaaaa"
                "aaaadlldaaaaaaaadlldaaaaaaaaemmeaaaaabdehnnhedba"
                "aejlnoonljeaadjlllllljdaabddddddddbaaaaaaaaaaaaa",
        /* J */ "aaaaaaaaaaaaaaaacddddddcaaachlllllliaaachlmnoomi"
                "aaaaceeinlgdaaaaaabflkdaaaaaaaaflkdaabbaaaaflkda"
                "bfgcaaaflkdadjkdaaaflkdadlmeaabgmjcadlnhedfkmhca"
                "cjnmlklmkeaabeilmmljfbaaaacefffdbaaaaaaaaaaaaaaa",
        /* K */ "aaaaaaaaaaaacddddcbcdddbgkllkhfilljegloomhglpoke"
                "chnmgehmnjebafllgglmidaaaemnkmnidaaaaempoonhcaaa"
                "aemommnlfbaaaemmhfjnkdaaafmlebflmhbachnmgcchnlgc"
                "gloomhcelomigkllkhcchllhcddddcaacddcaaaaaaaaaaaa",
        /* L */ "aaaaaaaaaaaabddddddbaaaadjlllljfbaaaejmoonkfbaaa"
                "bdgmnhdbaaaaaadllfaaaaaaaadkleaaaaaaaadkleaaaaaa"
                "aadkleaaacecaadkleaabgjfaadllfaacilhbdgmnheegkmh"
                "ejmoonmmmonhdjllllllllkfbddddddddddbaaaaaaaaaaaa",
        /* M */ "aaaaaaaaaaaacddcaaaabddcilkgcaabgklijopleaadkppk"
                "gnpnhbbgnpnhfmpokedjopmffmonmhhmoomfflmlmmlmlmmf"
                "fllilooliklfflkfioojgklfflkeekkfeklfgmmgdeeeglmh"
                "koolhccglookillkgbbgkllicdddcaacdddcaaaaaaaaaaaa",
        /* N */ "aaaaaaaaaaaacddcaabddddcillidbejllkgjnpnhcejnonh"
                "ekoplfcejnkecinpnjdbhliccimmnmgdhliccimkjmkghlic"
                "cilifkmkjmiccilhdgmnmniccilhccinpoicdjnjecekpoic"
                "gmonkecgmoicgklljebcikgbcddddbaacdcaaaaaaaaaaaaa",
        /* O */ "aaaaaaaaaaaaaaaceffecaaaaadilmmlidaaadjmmllmmjda"
                "cimlgeeglmicelmgbaabgmlegmjdaaaadjmgimicaaaacimi"
                "imicaaaachmigmjdaaaadjmhellgbaabgllecimkgddgkmic"
                "aejmmkkmmjeaabeilmmliebaaaaceffecaaaaaaaaaaaaaaa",
        /* P */ "aaaaaaaaaaaacdddddddbaaagklllllkhdaagloommmmmida"
                "chnmgefimmgbaflldaadjmhbaelleabekmhbaemmhfgimlfa"
                "aemommmmlhcaaemomkkjgcaaafmmgddcbaaachnmgedbaaaa"
                "gloomlidaaaagkllllidaaaacdddddcbaaaaaaaaaaaaaaaa",
        /* Q */ "aaaaaaaaaaaaaaaceffecaaaaadilmmlidaaaejmmllmmjda"
                "cimlgeeglmicelmgbaabgmlegmjdaaaadjmgimicaaaacimi"
                "imicaaaachlihmjdaaaacjmgfllgbaabgllecimkgddgkmic"
                "aejmmkklmidaaaekoonliecbaadkoomjhhgdabejlkkjijie",
        /* R */ "aaaaaaaaaaaacdddddddbaaagklllllkhdaagloonmmmmica"
                "chnmgefimlfaaflldaaelmgbaemlfcdgmmfbaemnkjkmmjda"
                "aemonmoolfbaaemnjilnlfbaafmlecfknjdachnmgccflmie"
                "gloomhcchmnjgkllkhcadilicddddcaaacdcaaaaaaaaaaaa",
        /* S */ "aaaaaaaaaaaaaaaceffeedbaaadilmmlljeaacimmllmomgb"
                "aflmhddgmmgbbgmlfbachjeaaflnjfddeecaachmmmljheba"
                "aacgjlmmmkeaacdccefimnicbgiebaadjnjccjnjfddfkmic"
                "cjnnlkkmnlfbbgjklmmmkgcaabddefgfdbaaaaaaaabaaaaa",
        /* T */ "aaaaaaaaaaaabddddddddddbdjlllllllljdfmomnoonmomf"
                "fmmghnmhgmmfflkdelledklfdjicelldcijdbddbelldbddb"
                "aaaaelldaaaaaaaaelldaaaaaaaaelleaaaaaacdhnmhdbaa"
                "abfknoonkfbaabfkllllkfbaaabddddddbaaaaaaaaaaaaaa",
        /* U */ "aaaaaaaaaaaacddddbbddddcgklljffjllkghmonkffknomh"
                "dknjebbejnkecilhbaabhliccilhbaabhliccilhbaabhlic"
                "cilhbaabhliccilhbaabhlicbhmicaacimhbafllgddgllfa"
                "acimmkkmmicaaadhlmmlhdaaaaaceffecaaaaaaaaaaaaaaa",
        /* V */ "aaaaaaaaaaaacdddcaacdddcillkgcbgkllijopmhcchmpoj"
                "flnjdaadinlfcimjcaacimicafllfaaellfaadjmicbhmjca"
                "abgmleekmgbaaadkmiimkdaaaabhmmmmhbaaaaaelooleaaa"
                "aaacjooicaaaaaabfkjeaaaaaaaabddbaaaaaaaaaaaaaaaa",
        /* W */ "aaaaaaaaaaaacdddcaacdddcillliccilllijoomiccimooj"
                "gnmgeeeeglmgemleejkfekledlmginoigllddkmjkoplilkd"
                "cjmlnoonlmjccinonllnonicbhnpmhhmpnhbbgnpleelpngb"
                "afmojcciomfaadjkfbbfkjdaabddbaabddbaaaaaaaaaaaaa",
        /* X */ "aaaaaaaaaaaabdddcaacdddbfklkgbchkljfflooiccjoolf"
                "cglnjddjnlgcabglliimlgbaaachmnnmhcaaaaadkookdaaa"
                "aaaekookeaaaaadimmmmidaaachmlhhlmhcachmnjddjnmhc"
                "gmpojdcjopmggkllicchllkgcdddcaacdddcaaaaaaaaaaaa",
        /* Y */ "aaaaaaaaaaaabdddcaacdddbfjlkgbchlljfflooiccjoolf"
                "bflnjccjnlfbabgmlgglmgbaaadimllmicaaaaaekookeaaa"
                "aaabhnnhbaaaaaaaemmeaaaaaaaaemmeaaaaaacdhnnhdbaa"
                "abfknoonkfbaabfkllllkfbaaabddddddbaaaaaaaaaaaaaa",
        /* Z */ "aaaaaaaaaaaaabddddddddbaadjlllllljdaaemonmnoplea"
                "aemmhfimnicaaekkddimkeaaacggehmlfbaaaacdglmhcaaa"
                "aaaekmidbcbaaadimkebehebachmlfbbhlhbaflokgefjmic"
                "bhnpnmmmnnicbgkllllllkgbacddddddddcaaaaaaaaaaaaa",
        /* < */ "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaccba"
                "aaaaaacfiieaaaaabeilmkeaaabdhkmmjfbaacfjmmkgdbaa"
                "aekonjebaaaaaejnokfcaaaaabeilmliebaaaaacfjmmkgca"
                "aaaaadgkmkeaaaaaaabdghdaaaaaaaaabbaaaaaaaaaaaaaa",
    },
};
/* clang-format on */
