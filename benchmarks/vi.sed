# The tables of benchmarks/bench and scripts/eval for README.vi.md: headings, sentences, decimal commas.
s/\| pages \|/| trang |/
s/\| pages\/s \|/| trang mỗi giây |/
s/\| CPU s a page \|/| giây CPU mỗi trang |/
s/\| word F1 \|/| F1 theo từ |/
s/\| word F1 of tesseract \|/| F1 theo từ của tesseract |/
s/\| x ([a-zA-Z0-9-]+) /| so với \1 /g
s/^AVX2 only:$/Chỉ dùng AVX2:/
s/ cores, kernel / nhân, kernel /
s/; commit ([^,]+), seed ([0-9]+), ([0-9]+) runs, load at the start /; commit \1, seed \2, \3 lượt, tải lúc bắt đầu /
s/tesseract-strong: none/tesseract-strong: không có/

s/\| condition \|/| điều kiện |/
s/\| missing \|/| thiếu |/
s/\| page kind % \|/| đúng kiểu trang % |/
s/\| boundary F1 % \|/| F1 ranh giới % |/
s/\| type % \|/| đúng loại % |/
s/\| no review % \|/| không cần xem lại % |/
s/\| of these right % \|/| trong đó đúng % |/
s/\| identifiers found % \(of\) \|/| số định danh tìm thấy % (trên tổng) |/
s/\| accepted, % of printed \|/| được chấp nhận, % số đã in |/
s/\| accepted wrong \|/| chấp nhận sai |/
s/\| fields exact % \|/| trường chính xác % |/
s/^([0-9]+) generated dossiers, ([0-9]+) pages, seed ([0-9]+)/\1 hồ sơ được tạo, \2 trang, seed \3/
s/, held-out fonts and wordings/, phông chữ và câu chữ chưa dùng khi chỉnh/
s/, engine (.*):$/, bộ nhận dạng \1:/
s/^Fields: /Các trường: /
/^Các trường: / {
    s/ % of ([0-9]+)/ % của \1/g
    s/; of ([0-9]+) accepted ([0-9]+) wrong/; trong \1 trường được chấp nhận có \2 trường sai/
}
/^(\||Các trường:)/ {
    s/([0-9])\.([0-9])/\1,\2/g
    s/([0-9]) of ([0-9])/\1 trên \2/g
    s/^\| all \|/| tất cả |/
    s/^\| clean \|/| sạch |/
    s/^\| office \|/| văn phòng |/
    s/^\| turned \|/| xoay |/
    s/^\| phone \|/| chụp điện thoại |/
    s/^\| poor \|/| kém |/
}
